import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { ItemDefinition } from '@shared/catalogue/item'
import { checkForm } from '@shared/forms'
import { checkLogic, checkRules, pathsRead } from '@shared/rules'
import {
  CounterFile,
  DepartmentFile,
  MessageFile,
  PlaceFile,
  SourceFile,
  SynonymFile,
  type Department,
  type MessageTemplate,
  type Synonyms,
} from './place'
import { DefinitionError, readYaml, type FileMistake, type ReadFile } from './read-yaml'

/** An item as it is in force: its definition, the hash that names this very text, and its department. */
export interface LoadedItem {
  definition: ItemDefinition
  version: string
  department: Department
}

export interface LoadedPlace {
  slug: string
  name: string
  regionCode: string
  caseNumberPrefix: string
  hotline: string
  departments: Map<string, Department>
  counters: Map<string, { name: string; address: string; hours: string; phone: string }>
  sources: Map<string, string>
  messages: Map<string, MessageTemplate>
  synonyms: Synonyms
  items: LoadedItem[]
}

/**
 * Reads a whole place from its folder.
 * @throws DefinitionError with file, line and reason of every mistake in every file
 */
export function loadPlace(folder: string): LoadedPlace {
  if (!existsSync(folder)) {
    throw new DefinitionError([
      { file: folder, line: 1, reason: 'there is no such place; PLACE names a folder of config/places' },
    ])
  }
  const slug = path.basename(folder)
  const inPlace = (name: string): [string, string] => [path.join(folder, name), `${slug}/${name}`]
  const place = readYaml(...inPlace('place.yaml'), PlaceFile).value
  const departments = new Map(
    readYaml(...inPlace('departments.yaml'), DepartmentFile).value.map(each => [each.slug, each]),
  )
  const counters = new Map(
    readYaml(...inPlace('counters.yaml'), CounterFile).value.map(({ slug: key, ...rest }) => [key, rest]),
  )
  const sources = new Map(
    readYaml(...inPlace('sources.yaml'), SourceFile).value.map(({ source, name }) => [source, name]),
  )
  const messages = new Map<string, MessageTemplate>(
    Object.entries(readYaml(...inPlace('messages.yaml'), MessageFile).value),
  )
  const synonyms = readYaml(...inPlace('synonyms.yaml'), SynonymFile).value

  const mistakes: FileMistake[] = []
  const items: LoadedItem[] = []
  const codes = new Map<string, string>()
  for (const name of readdirSync(path.join(folder, 'items')).sort()) {
    if (!/\.ya?ml$/.test(name)) continue
    const shown = `${slug}/items/${name}`
    try {
      const file = readYaml(path.join(folder, 'items', name), shown, ItemDefinition)
      const found = checkItem(file, shown, { departments, counters, sources })
      const twin = codes.get(file.value.code)
      if (twin)
        found.push({
          file: shown,
          line: file.lineOf(['code']),
          reason: `code ${file.value.code} is already used by ${twin}`,
        })
      codes.set(file.value.code, shown)
      mistakes.push(...found)
      const department = departments.get(file.value.department)
      if (department) items.push({ definition: file.value, version: versionOf(file.value), department })
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error
      mistakes.push(...error.mistakes)
    }
  }
  if (mistakes.length > 0) throw new DefinitionError(mistakes)
  return { slug, ...place, departments, counters, sources, messages, synonyms, items }
}

export const versionOf = (definition: ItemDefinition): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16)

interface Known {
  departments: ReadonlyMap<string, unknown>
  counters: ReadonlyMap<string, unknown>
  sources: ReadonlyMap<string, unknown>
}

/** What the shape alone cannot tell: that every name means something and that every condition can be evaluated. */
function checkItem(file: ReadFile<ItemDefinition>, shown: string, known: Known): FileMistake[] {
  const { value: item, lineOf } = file
  const mistakes: FileMistake[] = []
  const add = (at: PropertyKey[], reason: string): void => {
    mistakes.push({ file: shown, line: lineOf(at), reason })
  }
  const steps = (dotted: string): PropertyKey[] =>
    dotted
      .split('.')
      .filter(Boolean)
      .map(step => (/^\d+$/.test(step) ? Number(step) : step))

  if (!known.departments.has(item.department))
    add(['department'], `there is no department ${item.department}`)
  item.guide.counters.forEach((counter, index) => {
    if (!known.counters.has(counter)) add(['guide', 'counters', index], `there is no counter ${counter}`)
  })
  item.flow.tasks.forEach((task, index) => {
    if (!known.departments.has(task.department)) {
      add(['flow', 'tasks', index, 'department'], `there is no department ${task.department}`)
    }
  })
  if (new Set(item.flow.tasks.map(task => task.key)).size < item.flow.tasks.length)
    add(['flow', 'tasks'], 'two tasks share a key')
  if (item.limits.promisedDays > item.limits.statutoryDays) {
    add(['limits', 'promisedDays'], 'the promised limit is longer than the statutory one')
  }
  for (const problem of checkForm(item.form)) add(['form', ...steps(problem.path)], problem.message)
  for (const problem of checkRules(item.rules)) add(['rules', ...steps(problem.path)], problem.message)
  const fields = new Set(Object.keys(item.form.schema.properties))
  item.rules.forEach((rule, index) => {
    for (const field of rule.fields) {
      if (!fields.has(field)) add(['rules', index, 'fields'], `the form has no field ${field}`)
    }
    for (const path of pathsRead(rule.when)) {
      const unknown = whyUnknown(path, fields, item)
      if (unknown) add(['rules', index, 'when'], unknown)
    }
  })
  for (const [field, { source }] of Object.entries(item.form.prefill ?? {})) {
    if (!known.sources.has(source)) add(['form', 'prefill', field, 'source'], `there is no source ${source}`)
  }
  item.materials.forEach((material, index) => {
    if (material.showWhen === undefined) return
    for (const problem of checkLogic(material.showWhen))
      add(['materials', index, 'showWhen'], problem.message)
  })
  if (new Set(item.materials.map(material => material.key)).size < item.materials.length)
    add(['materials'], 'two materials share a key')
  return mistakes
}

/** A fact nobody supplies would silently keep its rule from ever firing. */
function whyUnknown(path: string, fields: ReadonlySet<string>, item: ItemDefinition): string | undefined {
  const [root = '', system = '', dataset = ''] = path.split('.')
  if (fields.has(root) || root === 'today' || root === 'applicant') return undefined
  if (root !== 'known') return `there is no fact ${path}`
  const asked = Object.values(item.form.prefill ?? {}).some(({ source }) => source === `${system}.${dataset}`)
  return asked ? undefined : `${path} is never asked for: no field is prefilled from ${system}.${dataset}`
}
