import { useState } from 'react'
import { BigNumber } from '@/ui/big-number'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { Facts } from '@/ui/facts'
import { Box } from '@/ui/primitives'
import { StatusTag } from '@/ui/status-tag'
import { Steps } from '@/ui/steps'

const soon = () => new Promise<void>(resolve => setTimeout(resolve, 1500))

export function GalleryTaps() {
  const [asks, setAsks] = useState(false)
  const [count, setCount] = useState(0)
  const submit = () => {
    setCount(done => done + 1)
    return soon()
  }
  return (
    <>
      <Card title="按钮">
        <Button onTap={submit}>提交申请</Button>
        <Box role="status">{`已提交 ${count} 次`}</Box>
        <Button look="second">保存草稿</Button>
        <Button look="danger" onTap={() => setAsks(true)}>
          撤回申请
        </Button>
        <Button look="quiet">查看办理依据</Button>
        <Button busy>正在提交</Button>
      </Card>
      <Card title="办件">
        <BigNumber label="承诺办结还剩" value="3" unit="个工作日" />
        <Box>
          <StatusTag tone="calm">草稿</StatusTag> <StatusTag tone="wait">审查中</StatusTag>{' '}
          <StatusTag tone="good">已办结</StatusTag> <StatusTag tone="act">需补正</StatusTag>{' '}
          <StatusTag tone="bad">不予受理</StatusTag>
        </Box>
        <Facts
          facts={[
            { name: '办件编号', value: 'YT20261122000017' },
            { name: '申请人', value: '赵*川' },
            { name: '受理部门', value: '云汀市公安局交通警察支队' },
          ]}
        />
        <Steps
          label="办理进度"
          steps={[
            { key: '1', title: '提交申请', when: '11月20日 09:12', state: 'done' },
            { key: '2', title: '受理', when: '11月20日 10:05', text: '材料齐全，已受理。', state: 'done' },
            { key: '3', title: '审查', text: '承诺 11月25日前作出决定。', state: 'now' },
            { key: '4', title: '办结', state: 'waiting' },
          ]}
        />
      </Card>
      {asks && (
        <ConfirmDialog
          title="要撤回这份申请吗？"
          text="撤回后不能恢复，需要时可以重新申请。"
          confirm="撤回申请"
          cancel="不撤回"
          danger
          onConfirm={() => soon().then(() => setAsks(false))}
          onCancel={() => setAsks(false)}
        />
      )}
    </>
  )
}
