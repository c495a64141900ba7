module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        // Our oldest engines know it, but ES2018, which we promise to every scanner and proxy on the way, does not.
        include: ['transform-optional-catch-binding'],
      },
    ],
  ],
}
