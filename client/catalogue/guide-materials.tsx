import type { MaterialRequirement } from '@shared/catalogue/item'
import { Card } from '@/ui/card'
import { Box } from '@/ui/primitives'
import { StatusTag } from '@/ui/status-tag'
import { t } from '@/words/words'

/** 申请材料: what to hand in, when, and where each comes from. */
export function GuideMaterials({ materials }: { materials: readonly MaterialRequirement[] }) {
  return (
    <Card title={t('guide.materials')}>
      {materials.length === 0 ? (
        <Box as="p">{t('guide.materials.none')}</Box>
      ) : (
        <Box as="ul" className="ui-parts">
          {materials.map(material => (
            <Box as="li" key={material.key}>
              <Box className="ui-part__title">
                {material.name}
                {need(material)}
              </Box>
              <Box as="p">{material.obtain}</Box>
              <Box className="ui-hint">
                {t('guide.material.form', {
                  kinds: material.accept.map(kind => t(`guide.material.${kind}`)).join(t('guide.or')),
                  most: material.maxFiles,
                })}
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Card>
  )
}

function need({ required, showWhen }: MaterialRequirement) {
  if (!required) return <StatusTag tone="calm">{t('guide.material.optional')}</StatusTag>
  if (showWhen !== undefined) return <StatusTag tone="wait">{t('guide.material.sometimes')}</StatusTag>
  return <StatusTag tone="act">{t('guide.material.required')}</StatusTag>
}
