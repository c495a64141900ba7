import { isConcluded, latest } from '../department/application'
import { html, type Html } from './html'
import { shownTime } from './layout'
import { allApplications, officerPath, statusPill, type Shown } from './overview'
import { departmentKeys, type World } from './world'

export type Wanted = Readonly<{ department: string; isAll: boolean }>

const isOpen = ({ application }: Shown): boolean => !isConcluded(latest(application).status)

const address = ({ department, isAll }: Wanted): string => {
  const query = new URLSearchParams({
    ...(department && { department }),
    ...(isAll && { show: 'all' }),
  }).toString()
  return query ? `/officer?${query}` : '/officer'
}

const card = (shown: Shown): Html =>
  html`<li>
    <a class="card" href="${officerPath(shown)}">
      <span class="card-top"
        ><strong>${shown.application.itemName}</strong>${statusPill(shown.application)}</span
      >
      <span class="card-line">${shown.application.applicant.name} · ${shown.title}</span>
      <span class="card-line card-small"
        >${shown.application.businessNo} · 收件 ${shownTime(shown.application.receivedAt)}</span
      >
    </a>
  </li>`

/** The officer's list, the newest first: what waits for a decision, or everything; one department or all. */
export const officerList = (world: World, wanted: Wanted): Html => {
  const here = allApplications(world).filter(
    ({ application }) => !wanted.department || application.department === wanted.department,
  )
  const open = here.filter(isOpen)
  const shown = wanted.isAll ? here : open
  const tab = (isAll: boolean, name: string) =>
    html`<a href="${address({ ...wanted, isAll })}" ${isAll === wanted.isAll ? html`aria-current="page"` : ''}
      >${name}</a
    >`

  return html`<form class="pick" method="get" action="/officer">
      <label for="department">部门</label>
      <select id="department" name="department">
        <option value="">全部部门</option>
        ${departmentKeys.flatMap(key =>
          world.departments[key].departments().map(slug => {
            const isChosen = slug === wanted.department
            return html`<option value="${slug}" ${isChosen ? html`selected` : ''}>
              ${world.departments[key].titleOf(slug)}
            </option>`
          }),
        )}
      </select>
      ${wanted.isAll && html`<input type="hidden" name="show" value="all" />`}
      <button>查看</button>
    </form>
    <div id="cases" data-live>
      <p class="tabs">${tab(false, `待办（${open.length}）`)}${tab(true, `全部（${here.length}）`)}</p>
      ${
        shown.length === 0
          ? html`<p class="empty">${wanted.isAll ? '还没有收到办件。' : '没有待办的办件。'}</p>`
          : html`<ul class="cards">
              ${shown.map(card)}
            </ul>`
      }
    </div>`
}
