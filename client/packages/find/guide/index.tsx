import { Guide } from '@/catalogue'
import { useParams } from '@/terminal/navigate'

export default function GuidePage() {
  const { item } = useParams('guide')
  return <Guide code={item} />
}
