import { createElement, type FormEvent, type MouseEvent } from 'react'
import { go } from '@/terminal/navigate'
import { routeOf } from '@/terminal/pages'
import { terminal } from '@/terminal/terminal'
import { afterPress } from './after-press.h5'
import type * as P from './primitives.types'

export type * from './primitives.types'

// Real elements of the browser, so that names, roles, keys and autofill are its own.

export function Box({ as = 'div', focusable, ...rest }: P.BoxProps) {
  return createElement(as, { ...rest, ...(focusable ? { tabIndex: -1 } : {}) })
}

export function Words({ as = 'span', ...rest }: P.WordsProps) {
  return createElement(as, rest)
}

export function Tap({ onTap, submits, ...rest }: P.TapProps) {
  return <button type={submits ? 'submit' : 'button'} onClick={onTap} {...rest} />
}

export function LinkTap({ to, ...rest }: P.LinkTapProps) {
  const open = (event: MouseEvent) => {
    // A new tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    void go(to)
  }
  return <a href={terminal.hrefOf(routeOf(to))} onClick={open} {...rest} />
}

export function OutLink({ href, ...rest }: P.OutLinkProps) {
  const away = /^https?:/.test(href) ? { target: '_blank', rel: 'noopener noreferrer' } : {}
  return <a href={href} {...away} {...rest} />
}

export function Label({ of, ...rest }: P.LabelProps) {
  return <label htmlFor={of} {...rest} />
}

export function Form({ onSubmit, ...rest }: P.FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return <form noValidate onSubmit={submit} {...rest} />
}

const keyboards = {
  text: { type: 'text' },
  // type=number would swallow leading zeros and step on a mouse wheel.
  number: { type: 'text', inputMode: 'numeric' },
  tel: { type: 'tel', inputMode: 'tel' },
  idcard: { type: 'text', autoCapitalize: 'characters' },
  search: { type: 'search', enterKeyHint: 'search' },
  password: { type: 'password' },
} as const

export function TextInput({
  kind = 'text',
  onValue,
  onLeave,
  onComposing,
  atMost,
  ...rest
}: P.TextInputProps) {
  return (
    <input
      {...keyboards[kind]}
      spellCheck={false}
      maxLength={atMost}
      onChange={event => onValue(event.target.value)}
      onBlur={onLeave && (() => afterPress(onLeave))}
      onCompositionStart={() => onComposing?.(true)}
      onCompositionEnd={() => onComposing?.(false)}
      {...rest}
    />
  )
}

export function TextArea({ onValue, onLeave, atMost, rows = 4, ...rest }: P.TextAreaProps) {
  return (
    <textarea
      rows={rows}
      maxLength={atMost}
      onChange={event => onValue(event.target.value)}
      onBlur={onLeave && (() => afterPress(onLeave))}
      {...rest}
    />
  )
}

export function DayInput({ from, to, onValue, onLeave, ...rest }: P.DayInputProps) {
  return (
    <input
      type="date"
      min={from}
      max={to ?? '9999-12-31'}
      placeholder="2026-01-31"
      onChange={event => onValue(event.target.value)}
      onBlur={onLeave && (() => afterPress(onLeave))}
      {...rest}
    />
  )
}

export function Select({ options, placeholder, onValue, ...rest }: P.SelectProps) {
  return (
    <select onChange={event => onValue(event.target.value)} {...rest}>
      <option value="">{placeholder}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}

export function Choice({ kind, chosen, onChosen, className, children, ...rest }: P.ChoiceProps) {
  return (
    <label className={className}>
      <input
        type={kind === 'one' ? 'radio' : 'checkbox'}
        checked={chosen}
        onChange={event => onChosen(event.target.checked)}
        {...rest}
      />
      {children}
    </label>
  )
}

export function Picture({ src, alt, className }: P.PictureProps) {
  return <img src={src} alt={alt} className={className} loading="lazy" />
}
