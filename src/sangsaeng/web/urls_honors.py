"""Addresses of honors, plaques and their proof."""

from django.urls import path, re_path

from sangsaeng.web.views.honors import gallery, giving, keeping, proof

FORM = r"\.(?P<form>xlsx|csv|json)$"
_CALL = "calls/<slug:slug>/honors/"

urlpatterns = [
    path("honors/", gallery.listing, name="honors"),
    re_path(rf"^honors{FORM}", gallery.export, name="honors_export"),
    path("honors/keys.json", proof.key_set, name="honor_key_set"),
    path("honors/keys/", keeping.keys, name="honor_keys"),
    path("honors/keys/rotate/", keeping.rotate, name="honor_key_rotate"),
    path("honors/keys/<int:number>/stolen/", keeping.stolen, name="honor_key_stolen"),
    path("honors/status/<int:number>", proof.status, name="honor_status"),
    path("honors/<slug:code>/", gallery.page, name="honor"),
    path("honors/<slug:code>.json", gallery.page_json, name="honor_json"),
    path("honors/<slug:code>/revoke/", keeping.revoke, name="honor_revoke"),
    path("plaques/<slug:code>.pdf", keeping.paper, name="plaque_pdf"),
    path("plaques/<slug:code>/anew/", keeping.anew, name="plaque_anew"),
    path("verify/", proof.look_up, name="plaque_look_up"),
    # Without a slash at the end: it is printed on plaques, and signed in credentials.
    path("verify/<slug:code>", proof.verify, name="plaque_verify"),
    path("verify/<slug:code>.json", proof.package, name="plaque_json"),
    path("verify/<slug:code>.jwt", proof.token, name="plaque_jwt"),
    path(".well-known/did.json", proof.did, name="honor_did"),
    path(_CALL, giving.page, name="honor_giving"),
    path(f"{_CALL}all/", giving.give_all, name="honor_give_all"),
    path(f"{_CALL}plaques.pdf", giving.print_run, name="honor_print_run"),
    path(f"{_CALL}<slug:code>/", giving.give_one, name="honor_give"),
    path("programs/<slug:slug>/honors/past/", giving.past, name="honor_past"),
]
