"""Words so common that nobody looks for them alone."""

__all__ = ["STOP_WORDS"]

_WORDS = """
a ai aie aient as au aura aurait auront aux avaient avait avec avez avoir avons ayant
c ca car ce ceci cela celle celles celui ces cet cette ceux chez ci comme comment
d dans de des donc dont du
elle elles en entre es est et etaient etais etait etant etc etes etre eu eux
furent fut
il ils
j je jusqu jusque
l la le les leur leurs lors lorsqu lorsque lui
m ma mais me meme memes mes moi mon
n ne ni nos notre nous
on ont or ou
par parce pas pendant peu peut peuvent plus plusieurs plutot pour pourquoi presqu puis puisqu
puisque
qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi quoiqu quoique
s sa sans se sera serait seront ses si sinon soi soient soit sommes son sont sous suis sur
t ta tandis te tel telle telles tels tes toi ton tous tout toute toutes tres tu
un une
vers voici voila vos votre vous
y
"""

STOP_WORDS = frozenset(_WORDS.split())
