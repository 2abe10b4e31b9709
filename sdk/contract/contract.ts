// The whole HTTP API as one object: a word each, an operation each.
import * as billingDetails from './billing-details.ts'
import * as account from './account.ts'
import * as admin from './admin.ts'
import * as adminPayments from './admin-payments.ts'
import * as bulk from './bulk.ts'
import * as collections from './collections.ts'
import * as engines from './engines.ts'
import * as comments from './comments.ts'
import * as exports from './exports.ts'
import * as images from './images.ts'
import * as payments from './payments.ts'
import * as letters from './letters.ts'
import * as backdrops from './backdrops.ts'
import * as people from './people.ts'
import * as points from './points.ts'
import * as products from './products.ts'
import * as projects from './projects.ts'
import * as reports from './reports.ts'
import * as shareLinks from './share-links.ts'
import * as search from './search.ts'
import * as shared from './shared.ts'
import * as sharing from './sharing.ts'
import * as studio from './studio.ts'
import * as subscriptions from './subscriptions.ts'
import * as users from './users.ts'
import * as verify from './verify.ts'
import * as videos from './videos.ts'
import * as vtoJobs from './vto-jobs.ts'
import * as webhooks from './webhooks.ts'

export const contract = {
  studio: { get: studio.get },
  users: {
    signUp: users.signUp,
    signIn: users.signIn,
    signOut: users.signOut,
    me: users.me,
    updateMe: users.updateMe,
    putPicture: users.putPicture,
    removePicture: users.removePicture,
    changePassword: users.changePassword,
    listApiKeys: users.listApiKeys,
    createApiKey: users.createApiKey,
    revokeApiKey: users.revokeApiKey,
    restoreApiKey: users.restoreApiKey,
  },
  account: {
    signInWith: account.signInWith,
    requestPasswordReset: account.requestPasswordReset,
    resetPassword: account.resetPassword,
    requestEmail: account.requestEmail,
    confirmEmail: account.confirmEmail,
    waysIn: account.waysIn,
    link: account.link,
    unlink: account.unlink,
    sessions: account.sessions,
    endSession: account.endSession,
    endOtherSessions: account.endOtherSessions,
    notifications: account.notifications,
    setNotification: account.setNotification,
    exports: account.exports,
    startExport: account.startExport,
    remove: account.remove,
  },
  points: {
    balance: points.balance,
    grants: points.grants,
    days: points.days,
    ledger: points.ledger,
  },
  reports: { list: reports.list, policy: reports.policy, create: reports.create },
  billingDetails: {
    get: billingDetails.get,
    put: billingDetails.put,
    transfer: billingDetails.transfer,
    sendInvoice: billingDetails.sendInvoice,
  },
  subscriptions: {
    offer: subscriptions.offer,
    current: subscriptions.current,
    records: subscriptions.records,
    preview: subscriptions.preview,
    change: subscriptions.change,
    cancel: subscriptions.cancel,
    resume: subscriptions.resume,
    payNow: subscriptions.payNow,
    portal: subscriptions.portal,
  },
  payments: {
    buy: payments.buy,
    complete: payments.complete,
    changeMethod: payments.changeMethod,
    list: payments.list,
    get: payments.get,
    withdraw: payments.withdraw,
    listInvoices: payments.listInvoices,
    getInvoice: payments.getInvoice,
  },
  collections: {
    list: collections.list,
    create: collections.create,
    get: collections.get,
    update: collections.update,
    bin: collections.bin,
    restore: collections.restore,
  },
  projects: {
    list: projects.list,
    create: projects.create,
    createSample: projects.createSample,
    get: projects.get,
    update: projects.update,
    chooseLetter: projects.chooseLetter,
    bin: projects.bin,
    restore: projects.restore,
  },
  sharing: {
    listPeople: sharing.listPeople,
    addPerson: sharing.addPerson,
    changeRole: sharing.changeRole,
    removePerson: sharing.removePerson,
    revokeInvitation: sharing.revokeInvitation,
    getInvitation: sharing.getInvitation,
    acceptInvitation: sharing.acceptInvitation,
  },
  shareLinks: {
    list: shareLinks.list,
    create: shareLinks.create,
    update: shareLinks.update,
    revoke: shareLinks.revoke,
  },
  search: { find: search.find },
  shared: {
    open: shared.open,
    enter: shared.enter,
    setName: shared.setName,
    looks: shared.looks,
    videos: shared.videos,
    heart: shared.heart,
    unheart: shared.unheart,
    comments: shared.comments,
    comment: shared.comment,
  },
  comments: { list: comments.list, create: comments.create, remove: comments.remove },
  products: {
    list: products.list,
    create: products.create,
    get: products.get,
    update: products.update,
    chooseMain: products.chooseMain,
    bin: products.bin,
    restore: products.restore,
    putPhoto: products.putPhoto,
    removePhoto: products.removePhoto,
    movePhoto: products.movePhoto,
    setHandles: products.setHandles,
  },
  bulk: {
    list: bulk.list,
    create: bulk.create,
    get: bulk.get,
    rows: bulk.rows,
    putRows: bulk.putRows,
    putFile: bulk.putFile,
    putZip: bulk.putZip,
    readSheet: bulk.readSheet,
    removeRow: bulk.removeRow,
    moveFile: bulk.moveFile,
    mend: bulk.mend,
    direct: bulk.direct,
    quote: bulk.quote,
    start: bulk.start,
    pause: bulk.pause,
    resume: bulk.resume,
    cancel: bulk.cancel,
    retry: bulk.retry,
  },
  engines: { list: engines.list, test: engines.test },
  vtoJobs: {
    submit: vtoJobs.submit,
    submitVideo: vtoJobs.submitVideo,
    submitClip: vtoJobs.submitClip,
    submitMotion: vtoJobs.submitMotion,
    lastDirection: vtoJobs.lastDirection,
    submitLetter: vtoJobs.submitLetter,
    list: vtoJobs.list,
    get: vtoJobs.get,
    cancel: vtoJobs.cancel,
  },
  backdrops: { list: backdrops.list, add: backdrops.add, remove: backdrops.remove },
  people: {
    list: people.list,
    create: people.create,
    putPhoto: people.putPhoto,
    putRelease: people.putRelease,
    shown: people.shown,
    remove: people.remove,
  },
  exports: {
    presets: exports.presets,
    plan: exports.plan,
    create: exports.create,
    list: exports.list,
    get: exports.get,
  },
  images: {
    list: images.list,
    unseen: images.unseen,
    get: images.get,
    update: images.update,
    setSpot: images.setSpot,
    bin: images.bin,
    restore: images.restore,
  },
  letters: {
    list: letters.list,
    create: letters.create,
    get: letters.get,
    update: letters.update,
    bin: letters.bin,
    restore: letters.restore,
    versions: letters.versions,
    restoreVersion: letters.restoreVersion,
    facts: letters.facts,
    setFacts: letters.setFacts,
  },
  verify: { verify: verify.verify },
  videos: {
    putMusic: videos.putMusic,
    list: videos.list,
    get: videos.get,
    update: videos.update,
    bin: videos.bin,
    restore: videos.restore,
  },
  webhooks: {
    list: webhooks.list,
    create: webhooks.create,
    update: webhooks.update,
    renewSecret: webhooks.renewSecret,
    remove: webhooks.remove,
    sendTest: webhooks.sendTest,
    deliveries: webhooks.deliveries,
    replay: webhooks.replay,
  },
  admin: {
    overview: admin.overview,
    listUsers: admin.listUsers,
    getUser: admin.getUser,
    listModels: admin.listModels,
    userLedger: admin.userLedger,
    suspend: admin.suspend,
    lift: admin.lift,
    setAdmin: admin.setAdmin,
    grant: admin.grant,
    listGrants: admin.listGrants,
    startView: admin.startView,
    endView: admin.endView,
    listJobs: admin.listJobs,
    getJob: admin.getJob,
    retryJob: admin.retryJob,
    refundJob: admin.refundJob,
    cancelJob: admin.cancelJob,
    listWorkers: admin.listWorkers,
    drainWorker: admin.drainWorker,
    listFailures: admin.listFailures,
    retryFailures: admin.retryFailures,
    listPayments: adminPayments.listPayments,
    confirmPayment: adminPayments.confirmPayment,
    rejectPayment: adminPayments.rejectPayment,
    listCharges: adminPayments.listCharges,
    refundCharge: adminPayments.refundCharge,
    listPlans: adminPayments.listPlans,
    listReports: admin.listReports,
    decideReport: admin.decideReport,
    listAudit: admin.listAudit,
  },
} as const

export type Contract = typeof contract
