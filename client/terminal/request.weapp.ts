import Taro from '@tarojs/taro'
import { NoAnswer, type Reply, type Sent, type SentFile } from './request.types'

export { NoAnswer, type Reply } from './request.types'

/** One request. @throws NoAnswer */
export async function send(request: Sent): Promise<Reply> {
  try {
    const { statusCode, data } = await Taro.request<unknown>({
      url: request.url,
      method: request.method,
      header: request.headers,
      timeout: request.timeoutMs,
      ...(request.body !== undefined && { data: request.body }),
    })
    return { status: statusCode, json: data }
  } catch {
    throw new NoAnswer()
  }
}

/** One file with its fields. @throws NoAnswer */
export async function sendFile(request: SentFile): Promise<Reply> {
  if (request.file.content.is !== 'path') throw new NoAnswer()
  try {
    const task = Taro.uploadFile({
      url: request.url,
      filePath: request.file.content.path,
      name: 'file',
      fileName: request.file.name,
      formData: request.fields,
      header: request.headers,
      timeout: request.timeoutMs,
    })
    task.progress(({ progress }) => request.onProgress(progress / 100))
    const { statusCode, data } = await task
    return { status: statusCode, json: parse(data) }
  } catch {
    throw new NoAnswer()
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** 128 random bits in hex. Only separates one intention from another; it opens nothing by itself. */
export function randomKey(): string {
  let hex = ''
  while (hex.length < 32) hex += Math.floor(Math.random() * 0x10000000).toString(16)
  return hex.slice(0, 32)
}
