import { isConcluded, latest, mayFollow, type Application, type Status } from '../department/application'
import { html, type Html } from './html'

/** Before acceptance a department accepts, asks or declines to accept; after it, asks, reviews and decides. */
const offered = (application: Application): readonly Status[] => {
  const isAccepted = application.events.some(event => event.status === '20')
  const sensible: readonly Status[] = isAccepted ? ['30', '40', '50', '51'] : ['20', '21', '30']
  return sensible.filter(status => mayFollow[latest(application).status].includes(status))
}

const decideForm = (path: string, status: Status, content: Html): Html =>
  html`<form method="post" action="${path}/decide">
    <input type="hidden" name="status" value="${status}" />
    ${content}
  </form>`

const accept = (path: string): Html => decideForm(path, '20', html`<button class="primary">受理</button>`)

const review = (path: string): Html => decideForm(path, '40', html`<button>转入审查</button>`)

/** Where the application describes itself the officer chooses by name; elsewhere the field's code is typed. */
const whichField = ({ fields }: Application, isRequired: boolean): Html =>
  fields.length === 0
    ? html`<label
        >字段<input name="field" list="fields" autocomplete="off" ${isRequired ? html`required` : ''}
      /></label>`
    : html`<label
        >哪一项<select name="field" ${isRequired ? html`required` : ''}>
          <option value="">请选择</option>
          ${fields.map(({ field, label }) => html`<option value="${field}">${label}</option>`)}
        </select></label
      >`

const point = (application: Application, isRequired: boolean): Html =>
  html`<li class="point">
    ${whichField(application, isRequired)}
    <label>要怎样补正<input name="message" autocomplete="off" ${isRequired ? html`required` : ''} /></label>
    <button type="button" data-remove-point>去掉</button>
  </li>`

const codesOf = ({ form, materials }: Application): Html =>
  html`<datalist id="fields">
    ${[...new Set([...Object.keys(form), ...materials.map(one => one.kind)])].map(
      name => html`<option value="${name}"></option>`,
    )}
  </datalist>`

const correct = (path: string, application: Application): Html =>
  html`<details>
    <summary>要求补正</summary>
    ${decideForm(
      path,
      '30',
      html`<p class="hint">一次性告知全部需要补正的内容。</p>
        ${application.fields.length === 0 && codesOf(application)}
        <ol class="points" data-points>
          ${point(application, true)}
        </ol>
        <noscript
          ><ol class="points">
            ${[1, 2, 3].map(() => point(application, false))}
          </ol></noscript
        >
        <template id="point">${point(application, true)}</template>
        <p class="row">
          <button type="button" data-add-point>再加一条</button>
          <button class="primary">发出补正通知</button>
        </p>`,
    )}
  </details>`

const grant = (path: string): Html =>
  html`<details>
    <summary>准予</summary>
    ${decideForm(
      path,
      '50',
      html`<label>意见（可不填）<textarea name="opinion" rows="2"></textarea></label>
        <p class="row"><button class="primary">作出准予决定</button></p>`,
    )}
  </details>`

const refuse = (path: string, status: '21' | '51'): Html =>
  html`<details>
    <summary>${status === '21' ? '不予受理' : '不予'}</summary>
    ${decideForm(
      path,
      status,
      html`<label
          >依据的条款（每行一条）<textarea
            name="articles"
            rows="2"
            required
            placeholder="《…》第…条"
          ></textarea>
        </label>
        <label>意见<textarea name="opinion" rows="3" required></textarea></label>
        <p class="row">
          <button class="danger">${status === '21' ? '发出不予受理决定' : '作出不予决定'}</button>
        </p>`,
    )}
  </details>`

const waiting = (status: Status): Html =>
  isConcluded(status)
    ? html`<p class="hint">办件已办结，没有可做的操作。</p>`
    : status === '30'
      ? html`<p class="hint">已要求补正，正在等申请人提交。逾期不补的，可以作出下面的决定。</p>`
      : html``

/** What the officer may do now. `path` is the application's page. */
export const officerActions = (path: string, application: Application): Html => {
  const may = offered(application)
  return html`<section class="actions" aria-labelledby="actions">
    <h2 id="actions">办理</h2>
    ${waiting(latest(application).status)}
    <div class="row">${may.includes('20') && accept(path)} ${may.includes('40') && review(path)}</div>
    ${may.includes('30') && correct(path, application)} ${may.includes('50') && grant(path)}
    ${may.includes('51') && refuse(path, '51')} ${may.includes('21') && refuse(path, '21')}
  </section>`
}
