import { render } from 'preact';
import '../../ui/base.css';
import '../../ui/parts.css';
import './style.css';
import './pages.css';
import './screens.css';
import { App } from './app.tsx';

const place = document.getElementById('app');
if (place) render(<App />, place);
