// The home page alone is in the first package; what a person opens next travels in packages of its own.
export default defineAppConfig({
  pages: ['pages/home/index'],
  subPackages: [
    { root: 'packages/find', pages: ['search/index', 'guide/index', 'progress/index'] },
    { root: 'packages/apply', pages: ['sign-in/index', 'form/index', 'confirm/index', 'receipt/index'] },
    { root: 'packages/case', pages: ['list/index', 'detail/index', 'correction/index', 'inbox/index'] },
  ],
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  window: {
    navigationBarTitleText: '通办',
    navigationBarBackgroundColor: '#0f5f6b',
    navigationBarTextStyle: 'white',
    backgroundColor: '#f4f3ee',
  },
})
