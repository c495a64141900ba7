import { ApplicationScreen } from '@/applications/application-screen'
import { useParams } from '@/terminal/navigate'

export default function ApplyPage() {
  const { item = '' } = useParams('apply')
  return <ApplicationScreen item={item} />
}
