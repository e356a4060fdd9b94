import { render } from 'preact';
import '../../ui/base.css';
import './style.css';
import { App } from './app.tsx';

const place = document.getElementById('app');
if (place) render(<App />, place);
