// The product as it runs in production, in a process of its own.
import { readProcessSettings } from '../../config/server'
import { startServer } from '../../server/start-server'
import { tellCpu } from './tell-cpu'

void startServer(readProcessSettings()).then(({ url }) => tellCpu(url))
