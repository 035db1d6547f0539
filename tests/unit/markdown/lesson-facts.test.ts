import { describe, expect, it } from 'vitest';
import { lessonFacts } from '#markdown/remark-lesson-facts';
import type { TreeNode } from '#markdown/visit-tree';

const text = (value: string): TreeNode => ({ type: 'text', value });
const component = (name: string, id?: unknown): TreeNode => ({
  type: 'mdxJsxFlowElement',
  name,
  attributes: id === undefined ? [] : [{ type: 'mdxJsxAttribute', name: 'id', value: id }],
  position: { start: { line: 7, column: 1 } },
});
const facts = (...children: TreeNode[]) => lessonFacts({ type: 'root', children }, 'index.mdx');

describe('lessonFacts', () => {
  it('lists citations once, in the order of their first use', () => {
    const { cites } = facts(
      component('Cite', 'bau2017'),
      component('Cite', 'zeiler2013'),
      component('Cite', 'bau2017'),
    );
    expect(cites).toEqual(['bau2017', 'zeiler2013']);
  });

  it('lists checks and predictions', () => {
    const found = facts(component('Check', 'a'), component('Predict', 'a'), component('Check', 'b'));
    expect(found.checks).toEqual(['a', 'b']);
    expect(found.predictions).toEqual(['a']);
  });

  it('lists quizzes by name', () => {
    const quiz = {
      ...component('Quiz'),
      attributes: [{ type: 'mdxJsxAttribute', name: 'name', value: 'course' }],
    };
    expect(facts(quiz).quizzes).toEqual(['course']);
    expect(() => facts(component('Quiz'))).toThrow('<Quiz> needs a name');
  });

  it('refuses a missing, a computed and a repeated id, and says where', () => {
    expect(() => facts(component('Check'))).toThrow('index.mdx:7 <Check> needs an id');
    expect(() => facts(component('Cite', { type: 'expression' }))).toThrow('needs an id');
    expect(() => facts(component('Check', 'a'), component('Check', 'a'))).toThrow('taken already');
  });

  it('counts words, and a minute a figure', () => {
    expect(facts(text('word '.repeat(400))).minutes).toBe(2);
    expect(facts(text('word '.repeat(400)), component('PatchExplorer')).minutes).toBe(3);
    expect(facts().minutes).toBe(1);
  });
});
