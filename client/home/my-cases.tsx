import { useDidShow } from '@tarojs/taro'
import { listCases } from '@shared/cases/contract'
import { call } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { stageText, stageTone, termText } from '@/cases'
import { findSession, type SessionState } from '@/identity'
import { go } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { LinkCard } from '@/ui/link-card'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { Section } from '@/ui/section'
import { StatusTag } from '@/ui/status-tag'
import { t } from '@/words/words'

const newest = 3

/** 我的办件: the newest few for a person of known name (L2), the way there for everybody else. */
export function MyCases({ state }: { state: SessionState }) {
  if (state.is === 'known' && state.session.level >= 2) return <NewestCases />
  return (
    <Section title={t('home.cases')}>
      {state.is === 'finding' && <Loading rows={1} />}
      {state.is === 'unreachable' && (
        <Card>
          <Box as="p">{t('home.session.unknown')}</Box>
          <Button look="second" onTap={findSession}>
            {t('ui.problem.again')}
          </Button>
        </Card>
      )}
      {state.is === 'known' && <Invitation isKnownByPhone={state.session.level === 1} />}
    </Section>
  )
}

function Invitation({ isKnownByPhone }: { isKnownByPhone: boolean }) {
  return (
    <Card>
      <Box as="p">{isKnownByPhone ? t('home.invite.name') : t('home.invite.phone')}</Box>
      <Button look="second" onTap={() => go({ page: 'signIn' })}>
        {isKnownByPhone ? t('home.verify') : t('home.signIn')}
      </Button>
    </Card>
  )
}

function NewestCases() {
  const { reading, again } = useReading(() => call(listCases, {}))
  useDidShow(() => void again())
  const cases = reading.is === 'read' ? reading.value.cases : []
  const more = { to: { page: 'cases' as const }, words: t('home.cases.all') }
  return (
    <Section title={t('home.cases')} {...(cases.length > 0 && { more })}>
      {reading.is === 'reading' && <Loading rows={2} />}
      {reading.is === 'failed' && (
        <ProblemView
          message={reading.problem.message}
          requestId={reading.problem.requestId}
          onRetry={again}
        />
      )}
      {reading.is === 'read' && reading.outdated && <Notice tone="warn">{t('home.cases.outdated')}</Notice>}
      {reading.is === 'read' && cases.length === 0 && (
        <Card>
          <Box as="p">{t('home.cases.none')}</Box>
        </Card>
      )}
      {cases.length > 0 && (
        <Box as="ul" className="ui-list">
          {cases.slice(0, newest).map(card => (
            <Box as="li" key={card.caseNumber}>
              <LinkCard
                to={{ page: 'case', case: card.caseNumber }}
                title={card.itemName}
                mark={<StatusTag tone={stageTone(card)}>{stageText(card)}</StatusTag>}
              >
                {termText(card)}
              </LinkCard>
            </Box>
          ))}
        </Box>
      )}
    </Section>
  )
}
