from collections.abc import Iterator

from wagtail import hooks

from home.models import NetworkSettings


@hooks.register("words_around_pages")
def words_of_the_network() -> Iterator[str]:
    """What a page of the site says besides its content, for what reads one that is pasted."""
    for network in NetworkSettings.objects.prefetch_related("offices"):
        yield from (network.name, network.definition, network.paragraph, "Informations pratiques")
        for office in network.offices.all():
            yield from (office.name, office.care_of, office.street)
            yield f"{office.street} {office.postal_code} {office.town}"
