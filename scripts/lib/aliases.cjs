// The path aliases of client and server, in the form in which dependency-cruiser asks for them.
const path = require('node:path')

const at = folder => path.resolve(process.cwd(), folder)
module.exports = {
  resolve: { alias: { '@shared': at('shared'), '@config': at('config'), '@': at('client') } },
}
