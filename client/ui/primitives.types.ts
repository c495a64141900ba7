import type { AriaAttributes, ReactNode } from 'react'
import type { Target } from '@/terminal/pages'

/** The accessibility attributes our primitives carry; browsers get them as they are. */
export type Aria = Pick<
  AriaAttributes,
  | 'aria-label'
  | 'aria-labelledby'
  | 'aria-describedby'
  | 'aria-hidden'
  | 'aria-live'
  | 'aria-atomic'
  | 'aria-busy'
  | 'aria-current'
  | 'aria-invalid'
  | 'aria-required'
  | 'aria-pressed'
  | 'aria-expanded'
  | 'aria-controls'
  | 'aria-disabled'
>

interface Common extends Aria {
  id?: string | undefined
  className?: string | undefined
  role?: string | undefined
}

export type BoxTag =
  | 'div'
  | 'main'
  | 'section'
  | 'article'
  | 'aside'
  | 'header'
  | 'footer'
  | 'nav'
  | 'ul'
  | 'ol'
  | 'li'
  | 'dl'
  | 'dt'
  | 'dd'
  | 'p'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'fieldset'
  | 'legend'

export interface BoxProps extends Common {
  as?: BoxTag
  /** Can receive focus from the program, not from the Tab key: headings, summaries. */
  focusable?: boolean | undefined
  children?: ReactNode
}

export interface WordsProps extends Common {
  as?: 'span' | 'strong' | 'em'
  children?: ReactNode
}

export interface TapProps extends Common {
  onTap?: (() => void) | undefined
  /** Submits the Form around it; that form's onSubmit runs. */
  submits?: boolean
  children?: ReactNode
}

export interface LinkTapProps extends Common {
  to: Target
  children?: ReactNode
}

export interface OutLinkProps extends Common {
  /** 'tel:12345' or an https address. */
  href: string
  children?: ReactNode
}

export interface LabelProps extends Common {
  /** The id of the one control this text names. */
  of: string
  children?: ReactNode
}

export interface FormProps extends Common {
  onSubmit: () => void
  children?: ReactNode
}

interface Typed extends Common {
  value: string
  onValue: (value: string) => void
  onLeave?: (() => void) | undefined
  placeholder?: string | undefined
  /** Characters; typing beyond is impossible. */
  atMost?: number | undefined
  /** A browser's autocomplete token: 'name', 'tel', 'one-time-code', 'off' … */
  autoComplete?: string | undefined
}

export interface TextInputProps extends Typed {
  kind?: 'text' | 'number' | 'tel' | 'idcard' | 'search' | 'password'
  /** Tells when an input method starts and stops composing: the value is not yet what the person means. */
  onComposing?: ((composing: boolean) => void) | undefined
}

export interface TextAreaProps extends Typed {
  rows?: number
}

export interface DayInputProps extends Common {
  /** 'YYYY-MM-DD' or ''. */
  value: string
  onValue: (value: string) => void
  onLeave?: (() => void) | undefined
  from?: string | undefined
  to?: string | undefined
}

export interface Option {
  value: string
  label: string
  /** A second, quieter line. */
  hint?: string
}

export interface SelectProps extends Common {
  value: string
  onValue: (value: string) => void
  options: readonly Option[]
  placeholder: string
}

export interface ChoiceProps extends Common {
  kind: 'one' | 'many'
  /** Radios with the same name exclude each other. */
  name: string
  value: string
  chosen: boolean
  onChosen: (chosen: boolean) => void
  children?: ReactNode
}

export interface PictureProps {
  src: string
  /** What the picture says; '' when it only decorates. */
  alt: string
  className?: string | undefined
}
