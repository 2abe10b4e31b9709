// The questions several places ask the studio; asked once, answered everywhere.
import { queryOptions } from '@tanstack/react-query'
import { RUNNING_REFETCH } from './live.ts'
import { keys, maepsi } from './maepsi.ts'

/** Who is signed in. */
export const askMe = queryOptions({
  queryKey: keys.me,
  queryFn: async ({ signal }) => maepsi.users.me({ signal }),
  staleTime: Infinity,
})

/** What this studio is and offers: prices, engines, workers. */
export const askStudio = queryOptions({
  queryKey: keys.studio,
  queryFn: async ({ signal }) => maepsi.studio.get({ signal }),
})

/** What one is told of, and how. */
export const askNotifications = queryOptions({
  queryKey: keys.notifications,
  queryFn: async ({ signal }) => maepsi.account.notifications({ signal }),
})

/** What can be spent, and what is held. */
export const askBalance = queryOptions({
  queryKey: keys.balance,
  queryFn: async ({ signal }) => maepsi.points.balance({ signal }),
})

/** The plan one has. */
export const askPlan = queryOptions({
  queryKey: keys.plan,
  queryFn: async ({ signal }) => maepsi.subscriptions.current({ signal }),
})

/** The plans and packs that are sold here, and how they can be paid. */
export const askOffer = queryOptions({
  queryKey: keys.offer,
  queryFn: async ({ signal }) => maepsi.subscriptions.offer({ signal }),
})

/** The jobs that have not ended, newest first. While there are any, asked again whatever the live line says. */
export const askRunningJobs = queryOptions({
  queryKey: keys.jobs({ active: true }),
  queryFn: async ({ signal }) => maepsi.vtoJobs.list({ query: { active: 'true', limit: 20 }, signal }),
  refetchInterval: ({ state }) => (state.data?.items.length ? RUNNING_REFETCH : false),
})

/** One project. */
export const askProject = (id: string) =>
  queryOptions({
    queryKey: keys.project(id),
    queryFn: async ({ signal }) => maepsi.projects.get({ params: { id }, signal }),
  })

/** One collection. */
export const askCollection = (id: string) =>
  queryOptions({
    queryKey: keys.collection(id),
    queryFn: async ({ signal }) => maepsi.collections.get({ params: { id }, signal }),
  })
