"""Every address of the service."""

from django.contrib import admin
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from access.problems import problems_page
from config.api_router import NoSuchAddress, exports, router

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(api_version="v1"), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
    path("api/problems/", problems_page, name="problems"),
    path("api/problems/<slug:kind>/", problems_page, name="problem"),
    path("api/<str:version>/", include(exports.urls)),
    path("api/<str:version>/", include(router.urls)),
    re_path(r"^api/[\s\S]*$", NoSuchAddress.as_view()),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("claims.urls")),
]

handler400 = "access.problems.bad_request"
handler403 = "access.problems.forbidden"
handler404 = "access.problems.not_found"
handler500 = "access.problems.failed"
