import * as z from 'zod/mini'

// Neither our content security policy nor WeChat allows code made from strings. Read when a schema is built, so this
// module comes before every other.
z.config({ jitless: true })
