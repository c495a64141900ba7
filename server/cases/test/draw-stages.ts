import { finalStages, Stage, stageWords } from '@shared/cases/stage'
import { stageMoves } from '@shared/cases/stage-moves'

/** The text of `docs/case-stages.md`; a test keeps the file in step. */
export function drawStages(): string {
  const name = (stage: Stage): string => `${stageWords[stage]} \`${stage}\``
  return `# 办件阶段 · Stages of a case

Drawn from \`shared/cases/stage-moves.ts\`. After a change there:
\`node --import tsx server/cases/test/draw-stages.ts > docs/case-stages.md\`

\`\`\`mermaid
stateDiagram-v2
${Stage.options.map(stage => `  ${stage} : ${stageWords[stage]}`).join('\n')}
  [*] --> received
${stageMoves.map(([from, to]) => `  ${from} --> ${to}`).join('\n')}
${finalStages.map(stage => `  ${stage} --> [*]`).join('\n')}
\`\`\`

| from | to | because |
| --- | --- | --- |
${stageMoves.map(([from, to, because]) => `| ${name(from)} | ${name(to)} | ${because} |`).join('\n')}

${finalStages.map(name).join(', ')} are final: whatever arrives later is taken in and changes nothing.
A report may arrive late, twice or before an earlier one: no stage goes back because of it. Only the end of a wait for a
correction leads back to where the case stood or further on. The clock stands still in ${name('correctionRequired')}.
`
}

if (require.main === module) process.stdout.write(drawStages())
