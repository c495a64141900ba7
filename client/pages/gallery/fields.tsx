import { useState } from 'react'
import { Button } from '@/ui/button'
import { ChoiceField, ChoicesField } from '@/ui/choice-field'
import { DayField } from '@/ui/day-field'
import { ErrorSummary } from '@/ui/error-summary'
import { FilePicker, type ShownFile } from '@/ui/file-picker'
import { Form } from '@/ui/form'
import { LongTextField } from '@/ui/long-text-field'
import { SelectField } from '@/ui/select-field'
import { TextField } from '@/ui/text-field'

const firstFiles: ShownFile[] = [
  { key: 'a', name: '居住证正面.jpg', sizeBytes: 812_000, state: { is: 'stored' } },
  {
    key: 'b',
    name: '一份名字特别长的转诊证明扫描件-2026年第三版.pdf',
    sizeBytes: 2_400_000,
    state: { is: 'sending', percent: 40 },
  },
  {
    key: 'c',
    name: '模糊的照片.jpg',
    sizeBytes: 120,
    state: { is: 'refused', message: '照片看不清，请重新拍摄。' },
  },
]

export function GalleryFields() {
  const [text, setText] = useState({
    name: '林晓雨',
    mobile: '',
    reason: '',
    birthday: '1951-05-16',
    day: '',
  })
  const set = (key: keyof typeof text) => (value: string) => setText(now => ({ ...now, [key]: value }))
  const [kind, setKind] = useState('')
  const [ways, setWays] = useState<string[]>(['sms'])
  const [city, setCity] = useState('')
  const [files, setFiles] = useState(firstFiles)
  const [errors, setErrors] = useState<{ name: string; message: string }[]>([])
  const error = (name: string) => errors.find(found => found.name === name)?.message
  const check = () =>
    setErrors([
      ...(text.mobile ? [] : [{ name: 'mobile', message: '请填写手机号码，11 位数字。' }]),
      ...(kind ? [] : [{ name: 'kind', message: '请选择备案类型。' }]),
      ...(files.length > 3 ? [] : [{ name: 'files', message: '请上传至少一份清楚的证明。' }]),
    ])
  return (
    <Form label="示例表单" onSubmit={check}>
      <ErrorSummary errors={errors} />
      <TextField
        name="name"
        label="姓名"
        required
        from="人口库"
        value={text.name}
        onValue={set('name')}
        autoComplete="name"
      />
      <TextField
        name="mobile"
        label="手机号码"
        hint="办理结果会发短信到这个号码。"
        required
        error={error('mobile')}
        kind="tel"
        autoComplete="tel"
        atMost={11}
        value={text.mobile}
        onValue={set('mobile')}
      />
      <ChoiceField
        name="kind"
        label="备案类型"
        required
        error={error('kind')}
        value={kind}
        onValue={setKind}
        options={[
          { value: 'resident', label: '异地长期居住', hint: '在外地住满六个月以上' },
          { value: 'transfer', label: '转诊就医' },
          { value: 'emergency', label: '急诊抢救' },
        ]}
      />
      <ChoicesField
        name="ways"
        label="怎样通知您"
        values={ways}
        onValues={setWays}
        options={[
          { value: 'sms', label: '短信' },
          { value: 'call', label: '电话' },
        ]}
      />
      <SelectField
        name="city"
        label="就医地"
        required
        value={city}
        onValue={setCity}
        options={[
          { value: '990200', label: '海岚市' },
          { value: '990300', label: '松原州' },
        ]}
      />
      <DayField
        name="day"
        label="开始日期"
        required
        value={text.day}
        onValue={set('day')}
        earliest="2026-01-01"
      />
      <DayField
        name="birthday"
        label="出生日期"
        by="typing"
        value={text.birthday}
        onValue={set('birthday')}
      />
      <LongTextField
        name="reason"
        label="补充说明"
        atMost={200}
        value={text.reason}
        onValue={set('reason')}
      />
      <FilePicker
        name="files"
        label="证明材料"
        hint="照片或 PDF，每份不超过 10 MB。"
        required
        error={error('files')}
        files={files}
        atMost={5}
        accept={['image/jpeg', 'image/png', 'application/pdf']}
        onPick={picked =>
          setFiles(now => [
            ...now,
            ...picked.map((file, i): ShownFile => ({
              key: `${now.length + i}${file.name}`,
              name: file.name,
              sizeBytes: file.sizeBytes,
              state: { is: 'waiting' },
            })),
          ])
        }
        onRemove={key => setFiles(now => now.filter(file => file.key !== key))}
        onRetry={key =>
          setFiles(now =>
            now.map(file => (file.key === key ? { ...file, state: { is: 'sending', percent: 0 } } : file)),
          )
        }
      />
      <Button submits>提交</Button>
    </Form>
  )
}
