"""Leaving the mails of a purpose: by a button on a page, or by the mail program's (RFC 8058)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from fairlead.apps.messages.domain.wish_mail import wish_mail
from fairlead.apps.messages.mail import read_token
from fairlead.apps.messages.models import MailWish, Wish
from fairlead.sites.public.frame import show
from fairlead.ui.serving import accept_body


@never_cache
@csrf_exempt  # the link itself is signed, and mail programs that press it know no other token
@accept_body()
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, which changes nothing; on POST stop mailing the person about the purpose.

    The page says nothing of the person: anyone who has the mail may leave it. Pressing again, or
    changing one's mind by the other button, is all the same.
    """
    try:
        person, purpose = read_token(token)
    except ValueError:
        raise Http404(_("This link is not complete. Copy it whole from the mail.")) from None
    if request.method == "POST":
        again = request.POST.get("wish") == Wish.EACH
        wish_mail(person, purpose, Wish.EACH if again else Wish.NEVER)
    left = MailWish.objects.filter(person_id=person, purpose=purpose.name, wish=Wish.NEVER)
    context = {"purpose": purpose, "left": left.exists(), "changed": request.method == "POST"}
    return show(request, "unsubscribe", context)
