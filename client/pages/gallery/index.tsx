import { useState } from 'react'
import { LinkRow, LinkRows } from '@/ui/link-row'
import { Page } from '@/ui/page'
import { SearchBox } from '@/ui/search-box'
import { StatusTag } from '@/ui/status-tag'
import { GalleryFields } from './fields'
import { GalleryMessages } from './messages'
import { GalleryTaps } from './taps'

/** Every ui component on one page, for eyes and for tests in a real browser. Not part of any production build. */
export default function GalleryPage() {
  const [search, setSearch] = useState('居住证')
  const [searched, setSearched] = useState('')
  return (
    <Page title="组件一览">
      <SearchBox
        label="搜索办事事项"
        placeholder="例如：居住证"
        value={search}
        onValue={setSearch}
        onSearch={() => setSearched(search)}
      />
      {searched && <StatusTag tone="calm">{`搜索了：${searched}`}</StatusTag>}
      <LinkRows>
        <LinkRow to={{ page: 'home' }} title="异地就医备案" text="医疗保障局 · 即办" />
        <LinkRow
          to={{ page: 'home' }}
          title="货车通行证办理（中心城区限行时段）"
          text="公安局交通警察支队"
          mark={<StatusTag tone="wait">办理中</StatusTag>}
        />
      </LinkRows>
      <GalleryTaps />
      <GalleryFields />
      <GalleryMessages />
    </Page>
  )
}
