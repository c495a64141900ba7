import type { CaseDetail } from '@shared/cases/contract'
import { Disclosure } from '@/ui/disclosure'
import { Facts } from '@/ui/facts'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import { MaterialLinks } from './material-links'

/** What the applicant handed in, folded away until wanted. */
export function CaseHandedIn({ detail }: { detail: CaseDetail }) {
  const { summary, materials } = detail
  return (
    <Box className="ui-rows">
      <Disclosure title={t('case.summary')}>
        <Facts facts={summary.map(({ label, value }) => ({ name: label, value }))} />
      </Disclosure>
      {materials.length > 0 && (
        <Disclosure title={t('case.materials', { count: materials.length })}>
          <MaterialLinks materials={materials} />
        </Disclosure>
      )}
    </Box>
  )
}
