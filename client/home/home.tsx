import { listHotItems } from '@shared/catalogue/contract'
import { call } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { useSession } from '@/identity'
import { HomeSearch } from './home-search'
import { HotItems } from './hot-items'
import { MoreWays } from './more-ways'
import { MyCases } from './my-cases'
import { SignedIn } from './signed-in'

/** What a person comes for, the shortest way first; what is theirs after it, when they are known. */
export function Home() {
  const { reading, again } = useReading(() => call(listHotItems, {}))
  const state = useSession()
  const session = state.is === 'known' ? state.session : null
  return (
    <>
      <HomeSearch placeName={reading.is === 'read' ? reading.value.placeName : null} />
      <HotItems reading={reading} onRetry={again} />
      <MyCases state={state} />
      <MoreWays isVerified={session !== null && session.level >= 2} />
      {session !== null && session.level > 0 && <SignedIn session={session} />}
    </>
  )
}
