// First of all: what follows makes schemas.
import './no-compiling.ts'
import { mount } from 'svelte'
import App from './App.svelte'
import './design/tokens.css'
import './design/base.css'

const target = document.getElementById('app')
if (!target) throw new Error('The page has no #app element.')
mount(App, { target })
