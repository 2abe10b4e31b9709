// A process that starts or joins the PostgreSQL of a data folder (its argument), says which, and stops when its input ends.
import { startEmbeddedPostgres } from '#server/database/embedded.ts'

const postgres = await startEmbeddedPostgres(process.argv[2] ?? '')
console.log(JSON.stringify({ url: postgres.url, owner: postgres.owner }))
process.stdin.resume()
process.stdin.on('end', async () => {
  await postgres.stop()
  process.exit(0)
})
