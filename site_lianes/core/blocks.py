"""The blocks of a page's body, the same for every page type."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Intertitre"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Niveau"),
        choices=[("h2", _("Intertitre")), ("h3", _("Sous-intertitre"))],
        default="h2",
    )

    class Meta:
        label = _("Intertitre")
        icon = "title"
        template = "core/blocks/heading_block.html"
        description = _("Annonce ce qui suit ; les lecteurs d’écran s’en servent pour naviguer.")


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Légende"), required=False, max_length=250)

    class Meta:
        label = _("Image")
        icon = "image"
        template = "core/blocks/captioned_image_block.html"
        description = _("Une image, sa légende et le crédit enregistré avec elle.")


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Citation"), rows=3)
    author = blocks.CharBlock(label=_("Qui parle"), required=False, max_length=150)

    class Meta:
        label = _("Citation")
        icon = "openquote"
        template = "core/blocks/quote_block.html"
        description = _("Les mots de quelqu’un, sans guillemets : la page les ajoute.")


class DocumentsBlock(blocks.StructBlock):
    documents = blocks.ListBlock(DocumentChooserBlock(label=_("Document")), label=_("Documents"))

    class Meta:
        label = _("Documents à télécharger")
        icon = "doc-full"
        template = "core/blocks/documents_block.html"
        description = _("Des fichiers, avec leur format et leur poids.")


class BodyStreamBlock(blocks.StreamBlock):
    """What any page's body can hold. No block loads anything from another site."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label=_("Texte"),
        icon="pilcrow",
        features=RICH_TEXT_FEATURES,
        template="core/blocks/paragraph_block.html",
        description=_("Des paragraphes, des listes, des liens."),
    )
    image = CaptionedImageBlock()
    quote = QuoteBlock()
    documents = DocumentsBlock()
