import { latest, statusWords, type Application } from '../department/application'
import { html, type Html } from './html'
import { shownTime } from './layout'
import { departmentKeys, serversOf, type DepartmentKey, type World } from './world'

export type Shown = Readonly<{ key: DepartmentKey; title: string; application: Application }>

/** Every application of every department, the newest first. */
export const allApplications = ({ departments }: World): Shown[] =>
  departmentKeys
    .flatMap(key =>
      departments[key].ledger
        .all()
        .map(application => ({ key, title: departments[key].titleOf(application.department), application })),
    )
    .reverse() // of two in the same millisecond the later one first
    .sort((a, b) => Date.parse(b.application.receivedAt) - Date.parse(a.application.receivedAt))

export const officerPath = ({
  key,
  application: { department, appId, businessNo },
}: Omit<Shown, 'title'>): string =>
  ['/officer', key, department, appId, businessNo]
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join('/')

export const statusPill = (application: Application): Html => {
  const { status } = latest(application)
  return html`<span class="pill pill-${status}">${statusWords[status]}</span>`
}

const deliveryWords = (application: Application): string => {
  const { delivered, deliveries } = latest(application)
  if (delivered === 'accepted') return '已通知'
  if (delivered === 'given up') return '通知失败，已放弃'
  return deliveries.length > 0 ? `待重试（已试 ${deliveries.length} 次）` : '待通知'
}

/** The table of everything: what stands where, and all applications. */
export const overview = (world: World): Html => {
  const applications = allApplications(world)
  return html`<section id="overview" data-live>
    <h2>系统</h2>
    <div class="scroller" tabindex="0" role="region" aria-label="系统列表">
      <table>
        <thead>
          <tr>
            <th scope="col">系统</th>
            <th scope="col">地址</th>
            <th scope="col">登记的应用</th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          ${serversOf(world).map(
            ({ title, url, appIds, faults }) =>
              html`<tr>
                <th scope="row">${title}</th>
                <td><code>${url}</code></td>
                <td>${appIds.length > 0 ? appIds.join('、') : '无'}</td>
                <td>
                  ${faults.any() ? html`<a class="pill pill-51" href="/faults">有故障</a>` : html`<span class="pill pill-50">正常</span>`}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <h2>办件（${applications.length}）</h2>
    ${applications.length === 0 ? html`<p class="empty">还没有收到办件。</p>` : applicationTable(applications)}
    <h2>短信</h2>
    <p>共 ${world.sms.outbox.list().length} 条，<a href="/phone">在手机上查看</a>。</p>
  </section>`
}

const applicationTable = (applications: readonly Shown[]): Html =>
  html`<div class="scroller" tabindex="0" role="region" aria-label="办件列表">
    <table>
      <thead>
        <tr>
          <th scope="col">收件时间</th>
          <th scope="col">部门</th>
          <th scope="col">事项</th>
          <th scope="col">申请人</th>
          <th scope="col">状态</th>
          <th scope="col">通知</th>
          <th scope="col">应用</th>
        </tr>
      </thead>
      <tbody>
        ${applications.map(
          shown =>
            html`<tr>
              <td>${shownTime(shown.application.receivedAt)}</td>
              <td>${shown.title}</td>
              <th scope="row">
                <a href="${officerPath(shown)}"
                  >${shown.application.itemName}<br /><small>${shown.application.businessNo}</small></a
                >
              </th>
              <td>${shown.application.applicant.name}</td>
              <td>${statusPill(shown.application)}</td>
              <td>${deliveryWords(shown.application)}</td>
              <td>${shown.application.appId}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
