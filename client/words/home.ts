/** Words of the home page. */
export const homeWords = {
  'home.title': '要办什么事？',
  'home.place': '{place}网上办事',
  'home.search.label': '搜索要办的事',
  'home.search.example': '如：去外地看病',

  'home.hot': '热门事项',
  'home.hot.all': '全部事项',
  'home.hot.none': '还没有热门事项',
  'home.hot.none.text': '可以在上面搜索，或者查看全部事项。',

  'home.cases': '我的办件',
  'home.cases.all': '全部办件',
  'home.cases.none': '还没有办件。提交申请以后，这里会显示办到哪一步、还剩几天。',
  'home.cases.outdated': '没能刷新，下面是之前看到的情况。',
  'home.invite.phone': '登录后，在这里看您的办件办到哪一步、还剩几天。',
  'home.invite.name': '还差实名核验这一步，做完就能在这里看您的办件。',
  'home.signIn': '登录',
  'home.verify': '去实名核验',

  'home.more': '查询与消息',
  'home.messages': '我的消息',
  'home.messages.text': '办件有进展会在这里告诉您',
  'home.messages.unread': '{count} 条未读',
  'home.messages.none': '没有未读消息',
  'home.progress': '凭编号查进度',
  'home.progress.text': '有办件编号就能查，不用登录',

  'home.session.name': '已登录：{name}',
  'home.session.phone': '已登录：{mobile}（未实名）',
  'home.session.unknown': '没能查到是否已登录。',
  'home.signOut': '退出登录',
  'home.signOut.done': '已退出登录',
  'home.signOut.failed': '没能退出登录：{reason}',
} as const
