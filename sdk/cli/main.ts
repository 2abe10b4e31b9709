// Reads the command line of `maepsi` and runs the verb it names.

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { MaepsiError } from '../client.ts'
import { PAYS } from '../contract/bulk-shapes.ts'
import { CLIP_FORMATS, CLIP_SECONDS, MOTIONS } from '../contract/film.ts'
import { MARKETS, TONES } from '../contract/letter-markets.ts'
import { FACTS } from '../contract/letters.ts'
import { RATIOS, SIZES } from '../contract/price.ts'
import { LANGUAGES } from '../contract/users.ts'
import { BACKDROPS, BODIES, BODY_SIZES, FINISHES, POSES, VIEWS } from '../contract/vto-jobs.ts'
import type { BulkOptions } from './bulk.ts'
import type { ExportOptions } from './export.ts'
import { Failure } from './failure.ts'
import type { LetterOptions } from './letter.ts'
import type { LooksOptions } from './looks.ts'
import type { McpOptions } from './mcp.ts'
import type { ProductsOptions } from './products.ts'
import type { RunOptions } from './run.ts'
import type { TryOptions } from './try.ts'
import type { ClipOptions, MotionOptions, VideoOptions } from './video.ts'
import type { WatchOptions } from './watch.ts'

const program = new Command('maepsi')
  .description('Garment photos in, looks of a dressed mannequin out')
  .exitOverride()
  .showHelpAfterError('(maepsi --help says more)')

const views = () =>
  new Option('--views <list>', `comma-separated: ${VIEWS.join(', ')}`)
    .argParser(viewsOf)
    .default(['front'], 'front')
const ghost = () => new Option('--ghost', 'the garments as worn, without the mannequin').default(false)

/** The options of who wears the clothes, how, and before what. */
function addWorn(command: Command): Command {
  return command
    .addOption(new Option('--body <body>', 'the mannequin').choices(BODIES).default('female'))
    .addOption(new Option('--body-size <size>', 'its size').choices(BODY_SIZES).default('M'))
    .addOption(new Option('--finish <finish>', 'its colour').choices(FINISHES).default('white'))
    .addOption(new Option('--pose <pose>', 'how it stands').choices(POSES).default('standing'))
    .addOption(new Option('--tucked', 'the upper inside the bottom').default(false))
    .addOption(new Option('--open', 'the outer left open').default(false))
    .addOption(
      new Option('--backdrop <name>', `${BACKDROPS.join(', ')} or #rrggbb`)
        .argParser(backdropOf)
        .default('paper'),
    )
}

/** The options of bringing a folder in and making all of it. */
function addBrought(command: Command): Command {
  return addWorn(command)
    .addOption(views())
    .addOption(ghost())
    .addOption(new Option('--ratio <ratio>', 'width to height').choices(RATIOS).default('3:4'))
    .addOption(new Option('--size <size>', 'standard or large').choices(SIZES).default('standard'))
    .addOption(new Option('--pay <kind>', 'what pays').choices(PAYS).default('credit'))
    .addOption(new Option('--cap <points>', 'spend no more than this').argParser(wholeOf))
    .option('--name <name>', 'what it is called (the folder)')
    .option('--project <id>', 'where the products go (a project of that name)')
    .option(
      '--rule <rule...>',
      'in the place of the usual rules: {sku}, {place}, {n}, {any}, as in "{sku}_{place}"',
    )
    .addOption(
      new Option('--twice <how>', 'the same number in two folders')
        .choices(['merge', 'suffix'])
        .default('merge'),
    )
}

const tryCommand = program
  .command('try')
  .description('Dress the mannequin on this computer; no studio needed')
for (const slot of ['upper', 'bottom', 'onepiece', 'outer']) {
  tryCommand.option(`--${slot} <photo>`, `front photo of the ${slot}`)
  tryCommand.option(`--${slot}-back <photo>`, `back photo of the ${slot}`)
}
addWorn(tryCommand)
  .addOption(views())
  .addOption(ghost())
  .addOption(
    new Option(
      '--size <WIDTHxHEIGHT>',
      'pixels, even, up to 2048 each (1152x1536; a turntable 1080x1440)',
    ).argParser(sizeOf),
  )
  .addOption(
    new Option('--cm <measures>', 'measured flat: upper.length=68,upper.chest=52,bottom.waist=38').argParser(
      centimetresOf,
    ),
  )
  .option('--turntable', 'also film it turning, as turntable.mp4')
  .option('--glb', 'also write it as a 3D model, look.glb')
  .option('--anyway', 'make looks of photos that look wrong, too')
  .requiredOption('--out <folder>', 'where the looks are written')
  .action(async (options: TryOptions) => (await import('./try.ts')).tryOn(options))

program
  .command('login')
  .description('Sign in to a studio with an API key')
  .option('--url <address>', 'address of the studio')
  .option('--key <key>', 'API key; left out, it is asked for')
  .action(async (options: { url?: string; key?: string }) => (await import('./login.ts')).login(options))

program
  .command('products')
  .description('List products')
  .option('--project <id>', 'of one project only')
  .option('--json', 'one JSON object a line')
  .action(async (options: ProductsOptions) => (await import('./products.ts')).listProducts(options))

const runCommand = program
  .command('run')
  .description('Make looks of a product in the studio, and wait for them')
  .argument('<product>', 'id of the product')
addWorn(runCommand)
  .addOption(views())
  .addOption(ghost())
  .addOption(new Option('--ratio <ratio>', 'width to height').choices(RATIOS).default('3:4'))
  .addOption(new Option('--size <size>', 'standard or large').choices(SIZES).default('standard'))
  .addOption(new Option('--pay <kind>', 'what pays').choices(['subscription', 'look_book_ticket', 'credit']))
  .option('--id <uuid>', 'key of this run: the same key again never makes a second job')
  .action(async (product: string, options: RunOptions) =>
    (await import('./run.ts')).runProduct(product, options),
  )

const videoCommand = program
  .command('video')
  .description('Make a turntable of a product in the studio, and wait for it')
  .argument('<product>', 'id of the product')
addWorn(videoCommand)
  .addOption(new Option('--pay <kind>', 'what pays').choices(['video_ticket', 'credit']))
  .option('--id <uuid>', 'key of this video: the same key again never makes a second job')
  .option('--out <file>', 'where the MP4 is written')
  .action(async (product: string, options: VideoOptions) =>
    (await import('./video.ts')).makeVideo(product, options),
  )

/** The options of every video. */
function addFilmed(command: Command): Command {
  return command
    .option('--id <uuid>', 'key of this video: the same key again never makes a second job')
    .option('--out <file>', 'where the MP4 is written')
}

addFilmed(
  program
    .command('clip')
    .description('Cut a clip from looks of one project in the studio, and wait for it')
    .argument('<look...>', 'ids of the looks, in their order'),
)
  .addOption(new Option('--format <format>', 'width to height').choices(CLIP_FORMATS).default('9:16'))
  .addOption(
    new Option('--seconds <seconds>', `how long: ${CLIP_SECONDS.join(', ')}`)
      .argParser(clipSecondsOf)
      .default(6),
  )
  .option('--title <words>', 'shown at its beginning', '')
  .addOption(new Option('--pay <kind>', 'what pays').choices(['video_ticket', 'credit']))
  .action(async (looks: string[], options: ClipOptions) =>
    (await import('./video.ts')).makeClip(looks, options),
  )

addFilmed(
  program
    .command('motion')
    .description('Bring a look to life with an engine of the studio that can, and wait for it')
    .argument('<look>', 'id of the look'),
)
  .requiredOption('--engine <name>', 'who makes it')
  .addOption(new Option('--motion <motion>', 'what whoever wears it does').choices(MOTIONS).default('walk'))
  .addOption(new Option('--seconds <seconds>', 'how long').argParser(wholeOf).default(5))
  .action(async (look: string, options: MotionOptions) =>
    (await import('./video.ts')).makeMotion(look, options),
  )

const letterCommand = program
  .command('letter')
  .description('Have a marketing letter about a product written, and print it')
  .argument('<product>', 'id of the product')
  .addOption(new Option('--language <language>', 'of the letter').choices(LANGUAGES).default('ko'))
  .addOption(new Option('--market <market>', 'where it is read').choices(MARKETS).default('smartstore'))
  .addOption(new Option('--tone <tone>', 'how it sounds').choices(TONES).default('plain'))
for (const fact of FACTS) letterCommand.option(`--${fact} <words>`, `confirm the ${fact} of the product`)
letterCommand
  .option('--html', 'as HTML')
  .option('--main', 'let it stand for its product')
  .option('--id <uuid>', 'key of this letter: the same key again never makes a second job')
  .option('--out <file>', 'where it is written')
  .action(async (product: string, options: LetterOptions) =>
    (await import('./letter.ts')).writeLetter(product, options),
  )

const bulkCommand = program
  .command('bulk')
  .description('Bring a folder of garment photos, or a ZIP, into the studio and make all of it')
  .argument(
    '<folder>',
    'photos named like SKU_front.jpg or SKU/back.jpg, in English, Korean or Japanese; a CSV may lie beside',
  )
addBrought(bulkCommand)
  .option('--yes', 'start without asking')
  .addOption(new Option('--trial <products>', 'make so many first, then stand still').argParser(wholeOf))
  .action(async (folder: string, options: BulkOptions) =>
    (await import('./bulk.ts')).runBulk(folder, options),
  )

const watchCommand = program
  .command('watch')
  .description('Watch a folder: photos that appear or change come in as with bulk, until Ctrl-C')
  .argument('<folder>', 'named and laid out as for bulk')
addBrought(watchCommand)
  .option('--yes', 'make what comes in; left out, it is brought in and nothing is spent')
  .option('--out <folder>', 'where the looks are written (beside the folder, as FOLDER-looks)')
  .action(async (folder: string, options: WatchOptions) =>
    (await import('./watch.ts')).watchFolder(folder, options),
  )

program
  .command('looks')
  .description('List or download the finished looks of a project')
  .requiredOption('--project <id>', 'the project')
  .option('--job <id>', 'of one run only')
  .option('--favourites', 'favourites only')
  .option('--download <folder>', 'write the pictures there')
  .action(async (options: LooksOptions) => (await import('./looks.ts')).listLooks(options))

program
  .command('mcp')
  .description('Serve the studio to an assistant (Model Context Protocol) over standard input and output')
  .option('--photos <folder>', 'the one folder photos are read from', '.')
  .action(async (options: McpOptions) => (await import('./mcp.ts')).serveMcp(options))

program
  .command('export')
  .description('Make the files markets take of the looks of a project, in one ZIP')
  .argument('<project>', 'id of the project')
  .addOption(
    new Option('--for <markets>', 'comma-separated, as in naver,coupang,amazon')
      .argParser((list: string) => [...new Set(list.split(',').map((id) => id.trim()))])
      .makeOptionMandatory(),
  )
  .requiredOption('--out <folder>', 'where the ZIP is written')
  .option('--all', 'all looks; else the favourites, if there are any')
  .option('--names <pattern>', 'how files are called: {SKU}_{look}_{market}_{n}')
  .option('--no-letter', 'without the letter')
  .action(async (project: string, options: ExportOptions) =>
    (await import('./export.ts')).exportProject(project, options),
  )

function viewsOf(list: string): string[] {
  const wanted = [...new Set(list.split(',').map((view) => view.trim()))]
  const unknown = wanted.find((view) => !VIEWS.some((known) => known === view))
  if (unknown === undefined) return wanted
  throw new InvalidArgumentError(`"${unknown}" is no view: choose from ${VIEWS.join(', ')}.`)
}

function clipSecondsOf(text: string): number {
  if (CLIP_SECONDS.some((one) => String(one) === text)) return Number(text)
  throw new InvalidArgumentError(`Choose from ${CLIP_SECONDS.join(', ')}.`)
}

function wholeOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a whole number.')
}

function sizeOf(text: string): { width: number; height: number } {
  const [, width, height] = (/^(\d+)x(\d+)$/i.exec(text) ?? []).map(Number)
  const fits = [width, height].every((side) => side >= 64 && side <= 2048 && side % 2 === 0)
  if (fits) return { width, height }
  throw new InvalidArgumentError('Write it as 1152x1536, each side even and from 64 to 2048.')
}

function centimetresOf(list: string): TryOptions['cm'] {
  const measured: Record<string, Record<string, number>> = {}
  for (const part of list.split(',')) {
    const [, slot, name, cm] =
      /^(upper|bottom|onepiece|outer)\.(length|chest|waist)=(\d+(?:\.\d+)?)$/.exec(part.trim()) ?? []
    if (slot === undefined || name === undefined || !(Number(cm) >= 5 && Number(cm) <= 300))
      throw new InvalidArgumentError(
        `Write it as upper.length=68: slot, then length, chest or waist, in 5 to 300 cm. "${part}" is not.`,
      )
    measured[slot] = { ...measured[slot], [name]: Number(cm) }
  }
  return measured
}

function backdropOf(text: string): string {
  if (BACKDROPS.some((known) => known === text) || /^#[0-9a-f]{6}$/i.test(text)) return text
  throw new InvalidArgumentError(`Choose from ${BACKDROPS.join(', ')}, or write a colour as '#e4dacb'.`)
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

function exitCodeOf(error: unknown): number {
  // commander has said what is wrong, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const known = error instanceof Failure || error instanceof MaepsiError
  process.stderr.write(
    known ? `${error.message}\n` : `Something went wrong in maepsi itself: ${String(error)}\n`,
  )
  return error instanceof Failure ? error.exitCode : 1
}
