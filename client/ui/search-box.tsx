import { t } from '@/words/words'
import { useElementId } from './area'
import { focusOn } from './focus'
import { Form, Label, Tap, TextInput } from './primitives'

interface SearchBoxProps {
  /** What is searched, for screen readers: '搜索办事事项'. */
  label: string
  placeholder?: string
  value: string
  onValue: (value: string) => void
  onSearch: () => void
  /** An input method is composing: wait with searching. */
  onComposing?: (composing: boolean) => void
}

/** Search with the Enter key or the button. */
export function SearchBox({ label, placeholder, value, onValue, onSearch, onComposing }: SearchBoxProps) {
  const id = useElementId('search')
  const clear = () => {
    onValue('')
    focusOn(id)
  }
  return (
    <Form className="ui-search" role="search" onSubmit={onSearch}>
      <Label of={id} className="ui-ears">
        {label}
      </Label>
      <TextInput
        id={id}
        className="ui-input ui-search__input"
        kind="search"
        autoComplete="off"
        value={value}
        onValue={onValue}
        onComposing={onComposing}
        placeholder={placeholder}
        atMost={50}
      />
      {value !== '' && (
        <Tap className="ui-search__clear" onTap={clear}>
          {t('ui.search.clear')}
        </Tap>
      )}
      <Tap className="ui-search__go" submits>
        {t('ui.search')}
      </Tap>
    </Form>
  )
}
