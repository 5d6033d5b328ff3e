"""Addresses of the ledger's public side."""

from django.urls import path

from sangsaeng.web.views import ledger

urlpatterns = [
    path("ledger/", ledger.overview, name="ledger"),
    path("ledger/checkpoints.json", ledger.checkpoints_json, name="ledger_checkpoints_json"),
    path("ledger/checkpoints.txt", ledger.checkpoints_txt, name="ledger_checkpoints_txt"),
    path("ledger/consistency.json", ledger.consistency, name="ledger_consistency"),
    path("ledger/keys/<str:key>.pem", ledger.public_key, name="ledger_key"),
]
