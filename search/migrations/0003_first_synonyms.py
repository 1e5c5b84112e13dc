"""The network's own abbreviations. Done once: the lists then belong to the staff."""

from django.db import migrations

FIRST = [
    ("AFD", "Agence française de développement"),
    ("AG", "assemblée générale"),
    ("ECSI", "éducation à la citoyenneté et à la solidarité internationale"),
    ("ESS", "économie sociale et solidaire"),
    ("Festisol", "festival des solidarités"),
    ("MEAE", "ministère de l’Europe et des affaires étrangères"),
    ("MRES", "Maison régionale de l’environnement et des solidarités"),
    ("ODD", "objectifs de développement durable"),
    ("ONG", "organisation non gouvernementale"),
    ("RRMA", "réseau régional multi-acteurs"),
    ("VSI", "volontariat de solidarité internationale"),
]


def listed(model):
    """The expressions that a list has already."""
    texts = model.objects.values_list("expressions", flat=True)
    return {line.strip().casefold() for text in texts for line in text.splitlines()}


def add(apps, schema_editor):
    model = apps.get_model("search.Synonyms")
    known = listed(model)
    for short, long in FIRST:
        if not {short.casefold(), long.casefold()} & known:
            model.objects.create(expressions=f"{short}\n{long}")


def remove(apps, schema_editor):
    """What the staff has changed meanwhile is its own."""
    texts = ["\n".join(expressions) for expressions in FIRST]
    apps.get_model("search.Synonyms").objects.filter(expressions__in=texts).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0002_asked_words")]

    operations = [migrations.RunPython(add, remove)]
