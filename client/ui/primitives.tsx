import {
  Checkbox,
  Image,
  Input,
  Label as TaroLabel,
  Picker,
  Radio,
  Text,
  Textarea,
  View,
} from '@tarojs/components'
import { createContext, type ReactNode, useContext } from 'react'
import { go } from '@/terminal/navigate'
import { terminal } from '@/terminal/terminal'
import type * as P from './primitives.types'

export type * from './primitives.types'

// The mini-program draws with WeChat's own elements; it knows a role and a label for screen readers, and no more.

interface Heard {
  ariaRole?: string
  ariaLabel?: string
}

const roleOfTag: Partial<Record<P.BoxTag, string>> = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  nav: 'navigation',
}

function heard(props: { role?: string | undefined } & P.Aria, role?: string): Heard {
  const ariaRole = props.role ?? role
  const ariaLabel = props['aria-label']
  return { ...(ariaRole ? { ariaRole } : {}), ...(ariaLabel ? { ariaLabel } : {}) }
}

function named({ id, className }: { id?: string | undefined; className?: string | undefined }) {
  return { ...(id ? { id } : {}), ...(className ? { className } : {}) }
}

export function Box({ as = 'div', children, ...rest }: P.BoxProps) {
  return (
    <View {...named(rest)} {...heard(rest, roleOfTag[as])}>
      {children}
    </View>
  )
}

export function Words({ children, ...rest }: P.WordsProps) {
  return <Text {...named(rest)}>{children}</Text>
}

const SubmitContext = createContext<() => void>(() => undefined)

export function Form({ onSubmit, children, ...rest }: P.FormProps) {
  return (
    <SubmitContext.Provider value={onSubmit}>
      <View {...named(rest)}>{children}</View>
    </SubmitContext.Provider>
  )
}

function Touchable({ onTap, role, children, ...rest }: P.TapProps & { role: string }) {
  return (
    <View {...named(rest)} {...heard(rest, role)} hoverClass="is-touched" onClick={() => onTap?.()}>
      {children}
    </View>
  )
}

export function Tap({ submits, onTap, ...rest }: P.TapProps) {
  const submit = useContext(SubmitContext)
  return <Touchable {...rest} role="button" onTap={submits ? submit : onTap} />
}

export function LinkTap({ to, ...rest }: P.LinkTapProps) {
  return <Touchable {...rest} role="link" onTap={() => void go(to)} />
}

export function OutLink({ href, ...rest }: P.OutLinkProps) {
  const open = () => {
    if (href.startsWith('tel:')) terminal.callPhone(href.slice(4))
    else if (terminal.openUrl) terminal.openUrl(href)
    else void terminal.copyText(href)
  }
  return <Touchable {...rest} role="link" onTap={open} />
}

export function Label({ of, children, ...rest }: P.LabelProps) {
  return (
    <TaroLabel for={of} {...named(rest)}>
      {children}
    </TaroLabel>
  )
}

const keyboards = {
  text: 'text',
  number: 'number',
  tel: 'number',
  idcard: 'idcard',
  search: 'text',
  password: 'text',
} as const

export function TextInput({
  kind = 'text',
  value,
  onValue,
  onLeave,
  placeholder,
  atMost,
  ...rest
}: P.TextInputProps) {
  const submit = useContext(SubmitContext)
  return (
    <Input
      {...named(rest)}
      {...heard(rest)}
      type={keyboards[kind]}
      password={kind === 'password'}
      confirmType={kind === 'search' ? 'search' : 'done'}
      value={value}
      placeholder={placeholder ?? ''}
      maxlength={atMost ?? -1}
      onInput={event => onValue(event.detail.value)}
      onBlur={() => onLeave?.()}
      onConfirm={submit}
    />
  )
}

export function TextArea({ value, onValue, onLeave, placeholder, atMost, ...rest }: P.TextAreaProps) {
  return (
    <Textarea
      {...named(rest)}
      {...heard(rest)}
      autoHeight
      value={value}
      placeholder={placeholder ?? ''}
      maxlength={atMost ?? -1}
      onInput={event => onValue(event.detail.value)}
      onBlur={() => onLeave?.()}
    />
  )
}

function Chosen({ className, children }: { className: string | undefined; children: ReactNode }) {
  return <View {...named({ className })}>{children}</View>
}

export function DayInput({ value, onValue, from, to, ...rest }: P.DayInputProps) {
  return (
    <Picker
      mode="date"
      value={value}
      {...(from ? { start: from } : {})}
      {...(to ? { end: to } : {})}
      onChange={event => onValue(event.detail.value)}
    >
      <Chosen className={rest.className}>{value || '—'}</Chosen>
    </Picker>
  )
}

export function Select({ value, onValue, options, placeholder, ...rest }: P.SelectProps) {
  const index = options.findIndex(option => option.value === value)
  return (
    <Picker
      mode="selector"
      range={options.map(option => option.label)}
      value={Math.max(index, 0)}
      onChange={event => onValue(options[Number(event.detail.value)]?.value ?? '')}
    >
      <Chosen className={rest.className}>{options[index]?.label ?? placeholder}</Chosen>
    </Picker>
  )
}

export function Choice({ kind, value, chosen, onChosen, className, children }: P.ChoiceProps) {
  const Mark = kind === 'one' ? Radio : Checkbox
  return (
    <View {...named({ className })} onClick={() => onChosen(kind === 'one' || !chosen)}>
      <Mark value={value} checked={chosen} />
      {children}
    </View>
  )
}

export function Picture({ src, alt, className }: P.PictureProps) {
  return (
    <Image
      src={src}
      {...named({ className })}
      {...(alt ? { ariaLabel: alt } : {})}
      mode="widthFix"
      lazyLoad
    />
  )
}
