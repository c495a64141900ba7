/** 事项目录: finding an item and reading its guide. */
export { Guide } from './guide'
export { Search } from './search'
