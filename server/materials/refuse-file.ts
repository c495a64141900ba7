import { Problem } from '@shared/problem'

/** What can be wrong with a file, each with its mend. */
const sentences = {
  unknownItem: '没有找到这个事项，无法上传材料。请返回事项页面重新进入。',
  unknownKind: '这个事项不需要这份材料，请返回申请页面核对。',
  empty: '文件是空的，请重新选择或重新拍摄。',
  unknownType: '无法识别这个文件，请上传 JPG、PNG、WebP 图片或 PDF 文件（不要只修改扩展名）。',
  onlyImage: '这份材料只接收图片，请拍照或上传 JPG、PNG、WebP 图片。',
  onlyPdf: '这份材料只接收 PDF，请将内容另存为 PDF 后上传。',
  imageTooManyPixels: '图片尺寸太大，请用较低的分辨率重新拍摄，或缩小后上传。',
  imageBroken: '图片不完整或已损坏，请重新拍摄或重新导出后上传。',
  pdfBroken: 'PDF 不完整或已损坏，请重新导出，或打印成新的 PDF 后上传。',
  pdfEncrypted: 'PDF 设有密码或权限保护，请去除保护后上传。',
  pdfActive: 'PDF 中含有脚本、自动动作或表单程序，请打印成新的 PDF 后上传。',
  pdfAttachment: 'PDF 中夹带了其他文件或多媒体，请打印成新的 PDF 后上传。',
  pdfTooLong: 'PDF 超过 50 页，请只保留需要的页面后上传。',
  pdfTooComplex: 'PDF 内容过于复杂，请打印成新的 PDF，或拍照后上传。',
  pdfNoPage: 'PDF 中没有页面，请重新导出后上传。',
} as const

export type FileFault = keyof typeof sentences

/** The refusal of a file: which fault, and what to do about it. */
export const refuseFile = (fault: FileFault, cause?: unknown): Problem =>
  new Problem('FILE_REFUSED', {
    message: sentences[fault],
    fields: [{ path: 'file', message: sentences[fault] }],
    ...(cause !== undefined && { cause }),
  })
