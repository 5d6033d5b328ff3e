"""Addresses of benefits: one's own, the officers', the authorities' and the keys'."""

from django.urls import path, re_path

from sangsaeng.web.views.honors import authorities, benefits, granting

urlpatterns = [
    path("my/benefits/", benefits.mine, name="benefit_mine"),
    re_path(r"^my/benefits\.(?P<form>xlsx|csv|json)$", benefits.export, name="benefit_export"),
    path("benefits/check/", authorities.check, name="benefit_check"),
    path("benefits/keys/", authorities.keys, name="benefit_keys"),
    path("benefits/keys/<str:code>/end/", authorities.end, name="benefit_key_end"),
    path("benefits/uses/<int:number>/file/", benefits.use_file, name="benefit_use_file"),
    path("benefits/of/<str:code>/", granting.page, name="benefit_honor"),
    path("benefits/<str:code>/use/", benefits.use, name="benefit_use"),
    path("benefits/<str:code>/stop/", granting.stop, name="benefit_stop"),
]
