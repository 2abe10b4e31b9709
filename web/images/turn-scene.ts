// The dressed mannequin in three dimensions: its mesh on a turntable, drawn anew only when something has changed.
import {
  AmbientLight,
  Box3,
  Color,
  DirectionalLight,
  Group,
  HemisphereLight,
  Mesh,
  PerspectiveCamera,
  Scene,
  Texture,
  Vector3,
  WebGLRenderer,
} from 'three'
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'

/** What a turntable shows: how far the figure is turned and the camera raised, in degrees, and how near it is, 1 whole. */
export interface Pose {
  readonly turn: number
  readonly tilt: number
  readonly zoom: number
}

export interface TurnScene {
  show(pose: Pose): void
  /** In CSS pixels. */
  resize(width: number, height: number): void
  close(): void
}

/** A long lens, as for the pictures. */
const LENS = 18
/** Room around the figure. */
const ROOM = 1.08
const MOST_PIXELS = 2

/**
 * Loads a mesh and shows it on a canvas. Throws when the browser has no WebGL, when `signal` is aborted, or when the mesh does not
 * load.
 */
export async function openTurnScene(
  canvas: HTMLCanvasElement,
  url: string,
  signal: AbortSignal,
): Promise<TurnScene> {
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error(`The mesh answered ${answer.status}`)
  const { scene: figure } = await new GLTFLoader().parseAsync(await answer.arrayBuffer(), '')
  signal.throwIfAborted()
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true })
  renderer.setPixelRatio(Math.min(MOST_PIXELS, devicePixelRatio))

  const table = new Group()
  table.add(figure)
  const scene = new Scene()
  scene.add(table, ...lights())
  const box = new Box3().setFromObject(figure)
  const size = box.getSize(new Vector3())
  const middle = box.getCenter(new Vector3())
  const camera = new PerspectiveCamera(LENS, 1, 0.1, 50)
  let pose: Pose = { turn: 0, tilt: 0, zoom: 1 }
  let frame = 0

  const draw = () => {
    frame = 0
    const half = (LENS / 2) * (Math.PI / 180)
    // The figure must fit as it turns, so its width is that of its way round.
    const round = Math.hypot(size.x, size.z)
    const tall = Math.max(size.y, round / camera.aspect) * (ROOM / 2)
    const distance = tall / Math.tan(half) / pose.zoom
    const tilt = (pose.tilt * Math.PI) / 180
    // Closer up the upper body is looked at, where most of the clothes are.
    const height = middle.y + size.y * 0.16 * (1 - 1 / pose.zoom)
    camera.position.set(0, height + Math.sin(tilt) * distance, Math.cos(tilt) * distance)
    camera.lookAt(0, height, 0)
    table.rotation.y = (pose.turn * Math.PI) / 180
    renderer.render(scene, camera)
  }
  const ask = () => {
    frame ||= requestAnimationFrame(draw)
  }
  return {
    show: (next) => {
      pose = next
      ask()
    },
    resize: (width, height) => {
      renderer.setSize(width, height, false)
      camera.aspect = width / Math.max(1, height)
      camera.updateProjectionMatrix()
      ask()
    },
    close: () => {
      cancelAnimationFrame(frame)
      letGo(figure)
      renderer.dispose()
      renderer.forceContextLoss()
    },
  }
}

/** Soft studio light: most of it from everywhere, since the cloth brings the light of its photo. */
function lights() {
  const key = new DirectionalLight(new Color('#fffaf4'), 1.2)
  key.position.set(-1.2, 2.4, 3)
  return [new AmbientLight('#ffffff', 1.05), new HemisphereLight('#ffffff', '#c9c4ba', 0.8), key]
}

/** Gives the memory of the graphics card back. */
function letGo(figure: Group): void {
  figure.traverse((part) => {
    if (!(part instanceof Mesh)) return
    part.geometry.dispose()
    for (const material of [part.material].flat()) {
      for (const value of Object.values(material)) if (value instanceof Texture) value.dispose()
      material.dispose()
    }
  })
}
