import {
  statusWords,
  type Application,
  type CaseEvent,
  type Described,
  type Material,
} from '../department/application'
import { isFields, type Fields } from '../http/fields'
import { html, type Html } from './html'
import { shownTime } from './layout'
import { officerActions } from './officer-actions'
import { statusPill } from './overview'

const pair = (name: string, value: Html | string): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`

const empty = '（未填）'

/** A form's value as people read it. `{ label, value }` brings its own label. */
const shownValue = (value: unknown): Html | string => {
  if (value === null || value === undefined || value === '') return empty
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) {
    return value.length === 0
      ? empty
      : html`<ul class="plain">
          ${value.map(one => html`<li>${shownValue(one)}</li>`)}
        </ul>`
  }
  if (isFields(value)) return shownFields(value)
  return String(value)
}

const shownFields = (fields: Fields): Html =>
  html`<dl class="facts">
    ${Object.entries(fields).map(([name, value]) =>
      isFields(value) && typeof value['label'] === 'string' && 'value' in value
        ? pair(value['label'], shownValue(value['value']))
        : pair(name, shownValue(value)),
    )}
  </dl>`

/** The form in words where the client application sent them, as it came where not. */
const shownForm = (fields: Fields, described: readonly Described[]): Html => {
  if (described.length === 0)
    return Object.keys(fields).length === 0 ? html`<p class="empty">没有表单内容。</p>` : shownFields(fields)
  return html`<dl class="facts">
    ${described.filter(({ text }) => text !== null).map(({ label, text }) => pair(label, text ?? empty))}
  </dl>`
}

/** What people call a field of this application. */
const labelOf = ({ fields }: Application, field: string): string =>
  fields.find(one => one.field === field || one.field === `materials.${field}`)?.label ?? field

const shownSize = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${(bytes / 1024).toFixed(1)} KB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MB`

const materialLine = (
  path: string,
  application: Application,
  { materialId, name, kind, size }: Material,
): Html =>
  html`<li>
    <a href="${path}/materials/${encodeURIComponent(materialId)}" target="_blank">${name}</a>
    <small>${labelOf(application, kind)} · ${shownSize(size)}</small>
  </li>`

const eventLine = (application: Application, event: CaseEvent): Html =>
  html`<li>
    <p>
      <strong>${statusWords[event.status]}</strong> <time>${shownTime(event.occurredAt)}</time>
      ${event.officer && html`<small>办事员 ${event.officer}</small>`}
    </p>
    ${event.opinion && html`<p>${event.opinion}</p>`}
    ${event.articles && html`<p>依据：${event.articles.join('；')}</p>`}
    ${
      event.corrections &&
      html`<ul class="plain">
        ${event.corrections.map(({ field, message }) => html`<li>${labelOf(application, field)}：${message}</li>`)}
      </ul>`
    }
    <p class="card-small">
      事件 ${event.eventNo} ·
      ${
        event.deliveries.length === 0
          ? '待通知'
          : event.deliveries
              .map(({ at, result }) => `${shownTime(at)} ${result === 'accepted' ? '已送达' : result}`)
              .join('；')
      }
    </p>
  </li>`

const receivedWords = { submit: '收件', supplement: '补正', withdraw: '撤回' }

/** One application on the officer's screen. `path` is its address. */
export const officerCase = (
  path: string,
  title: string,
  isAutomatic: boolean,
  application: Application,
): Html => {
  const { applicant, materials, supplements, events, received } = application
  return html`<p><a href="/officer">返回列表</a></p>
    <p class="case-head">${statusPill(application)} ${title}</p>
    ${isAutomatic && html`<p class="hint">这个部门现在自动办理。要人工办理后面的办件，请到<a href="/faults">故障开关</a>页切换。</p>`}
    <div class="columns">
      <div>
        <section aria-labelledby="applicant">
          <h2 id="applicant">申请人</h2>
          <dl class="facts">
            ${pair('姓名', applicant.name)} ${pair('身份证号', applicant.idNumber)}
            ${pair('手机', applicant.mobile ?? '未登记')}
          </dl>
        </section>
        <section aria-labelledby="form">
          <h2 id="form">申请表</h2>
          ${shownForm(application.form, application.fields)}
        </section>
        <section aria-labelledby="materials">
          <h2 id="materials">材料（${materials.length}）</h2>
          ${
            materials.length === 0
              ? html`<p class="empty">没有材料。</p>`
              : html`<ul class="plain files">
                  ${materials.map(one => materialLine(path, application, one))}
                </ul>`
          }
        </section>
        ${supplements.map(
          supplement =>
            html`<section aria-labelledby="round-${supplement.round}">
              <h2 id="round-${supplement.round}">第 ${supplement.round} 次补正</h2>
              <p><time>${shownTime(supplement.receivedAt)}</time></p>
              ${shownForm(supplement.form, supplement.fields)}
              <ul class="plain files">
                ${supplement.materials.map(one => materialLine(path, application, one))}
              </ul>
            </section>`,
        )}
      </div>
      <div>
        ${officerActions(path, application)}
        <section aria-labelledby="numbers">
          <h2 id="numbers">编号</h2>
          <dl class="facts">
            ${pair('业务号', application.businessNo)} ${pair('收件回执', application.receiptNo)}
            ${pair('事项编码', application.itemCode)} ${pair('提交', shownTime(application.submittedAt))}
            ${pair('收件', shownTime(application.receivedAt))} ${pair('来自应用', application.appId)}
            ${application.withdrawnBecause !== undefined && pair('撤回原因', application.withdrawnBecause)}
          </dl>
        </section>
        <section id="history" aria-labelledby="history-title" data-live>
          <h2 id="history-title">经过</h2>
          <ol class="history">
            ${[...events].reverse().map(event => eventLine(application, event))}
          </ol>
          <details>
            <summary>收到的请求（${received.length}）</summary>
            <ul class="plain">
              ${received.map(
                ({ at, what, round, code }) =>
                  html`<li>
                    ${shownTime(at)} ${receivedWords[what]}${round !== undefined && ` 第 ${round} 次`}，答
                    ${code}
                  </li>`,
              )}
            </ul>
          </details>
        </section>
      </div>
    </div>`
}
