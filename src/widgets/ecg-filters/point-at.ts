import { highlight } from '#site/page-bus';
import { WIDGET } from './options.ts';

/** An attachment: while the pointer is over the element, all appearances of the thing light up. */
export function pointAt(thing: string): (element: Element) => () => void {
  return (element) => {
    const enter = () => highlight(WIDGET, thing);
    const leave = () => highlight(WIDGET, null);
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    return () => {
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
    };
  };
}
