import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { ProblemView } from '@/ui/problem-view'

export function GalleryMessages() {
  return (
    <>
      <Notice tone="info">材料可以先拍照上传，原件在领证时核对。</Notice>
      <Notice tone="success" title="已提交">
        办件编号 YT20261122000017
      </Notice>
      <Notice tone="warn" title="行驶证即将到期">
        请在 2026 年 12 月 31 日前更换。
      </Notice>
      <Notice tone="error">照片看不清，请重新拍摄。</Notice>
      <Loading />
      <Empty title="还没有办件" text="提交申请后，可以在这里查看进度。">
        <Button look="second">去办事</Button>
      </Empty>
      <ProblemView
        message="系统出了点问题，我们已记录。请稍后重试，或凭追踪号拨打 12345。"
        requestId="7f3a-21c0-9d44"
        onRetry={() => undefined}
      />
    </>
  )
}
