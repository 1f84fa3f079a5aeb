from flask import Flask, redirect, request, session

# What each host sets beside Flask's own defaults.
SETTINGS = {
    "none-without-secure": {"SESSION_COOKIE_SAMESITE": "None"},
}


def create_app(name, instance):
    app = Flask(__name__)
    app.secret_key = "only-for-tests " + instance
    app.config.update(SETTINGS.get(name, {"SESSION_COOKIE_SECURE": True, "SESSION_COOKIE_SAMESITE": "Lax"}))

    @app.get("/")
    def welcome():
        return "Welcome"

    @app.get("/login")
    def sign_in_form():
        return "Sign in"

    @app.post("/login")
    def sign_in():
        session["user"] = "Ada"
        return redirect("/home")

    @app.get("/home")
    def home():
        return "Home" if "user" in session else redirect("/login")

    @app.get("/account")
    def account():
        return "Account" if "user" in session else redirect("/login?next=/account")

    @app.post("/logout")
    def sign_out():
        session.clear()
        return redirect("/login")

    # Each saves what it has read beside what it adds: of two at once, the later answer wins.
    @app.get("/filter")
    def save_filter():
        session["filter"] = request.args["by"]
        return "saved"

    @app.get("/connect")
    def connect():
        session["state"] = request.args["state"]
        return redirect(request.args["to"])

    @app.get("/connect/callback")
    def connected():
        if session.pop("state", None) != request.args["state"]:
            return "The state does not match", 400
        return "Connected"

    return app
