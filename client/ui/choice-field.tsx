import type { ReactNode } from 'react'
import { useElementId } from './area'
import { classes } from './classes'
import { type FieldProps, FieldNotes, Marked, noteIds } from './field'
import { Box, Choice, type Option, Words } from './primitives'

interface ChoiceFieldProps extends FieldProps {
  value: string
  onValue: (value: string) => void
  options: readonly Option[]
}

/** One of a few, all in sight. */
export function ChoiceField({ value, onValue, options, ...field }: ChoiceFieldProps) {
  return (
    <ChoiceGroup {...field}>
      {id =>
        options.map((option, index) => (
          <OneChoice
            key={option.value}
            kind="one"
            id={index === 0 ? id : undefined}
            group={id}
            option={option}
            chosen={option.value === value}
            onChosen={() => onValue(option.value)}
          />
        ))
      }
    </ChoiceGroup>
  )
}

interface ChoicesFieldProps extends FieldProps {
  values: readonly string[]
  onValues: (values: string[]) => void
  options: readonly Option[]
}

/** Any number of a few. The values keep the order of the options. */
export function ChoicesField({ values, onValues, options, ...field }: ChoicesFieldProps) {
  const change = (value: string, chosen: boolean) =>
    onValues(options.map(o => o.value).filter(v => (v === value ? chosen : values.includes(v))))
  return (
    <ChoiceGroup {...field}>
      {id =>
        options.map((option, index) => (
          <OneChoice
            key={option.value}
            kind="many"
            id={index === 0 ? id : undefined}
            group={id}
            option={option}
            chosen={values.includes(option.value)}
            onChosen={chosen => change(option.value, chosen)}
          />
        ))
      }
    </ChoiceGroup>
  )
}

function ChoiceGroup({ children, ...field }: FieldProps & { children: (id: string) => ReactNode }) {
  const id = useElementId(field.name)
  return (
    <Box
      as="fieldset"
      className={classes('ui-field', 'ui-choices', field.error !== undefined && 'is-wrong')}
      aria-describedby={classes(...noteIds(id, field)) || undefined}
    >
      <Box as="legend" className="ui-field__label">
        <Marked {...field} />
      </Box>
      <FieldNotes id={id} {...field} />
      {children(id)}
    </Box>
  )
}

interface OneChoiceProps {
  kind: 'one' | 'many'
  id: string | undefined
  group: string
  option: Option
  chosen: boolean
  onChosen: (chosen: boolean) => void
}

function OneChoice({ kind, id, group, option, chosen, onChosen }: OneChoiceProps) {
  return (
    <Choice
      className={classes('ui-choice', chosen && 'is-chosen')}
      kind={kind}
      id={id}
      name={group}
      value={option.value}
      chosen={chosen}
      onChosen={onChosen}
    >
      <Words className="ui-choice__words">
        <Words className="ui-choice__label">{option.label}</Words>
        {option.hint !== undefined && <Words className="ui-choice__hint">{option.hint}</Words>}
      </Words>
    </Choice>
  )
}
