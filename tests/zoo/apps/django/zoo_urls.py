from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


def welcome(request):
    return HttpResponse("Welcome")


# The forms of the tests hold no token: only its cookie matters to them.
@csrf_exempt
def sign_in(request):
    if request.method == "GET":
        get_token(request)
        return HttpResponse("Sign in")
    if request.POST.get("password") == "wrong":
        return HttpResponse("Wrong password")
    login(request, User.objects.get(username="Ada"))
    return redirect("/home/")


@csrf_exempt
def sign_out(request):
    logout(request)
    return redirect("/login/")


@login_required
def home(request):
    return HttpResponse("Home")


urlpatterns = [
    path("", welcome),
    path("login/", sign_in),
    path("logout/", sign_out),
    path("home/", home),
    path("account/", home),
]
