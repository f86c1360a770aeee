using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Negotiations.Server.Dashboard.Pages;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Dashboard.Session;

/// <summary>Signing in with a key, and out again.</summary>
internal static class SignIn
{
    /// <summary>Longer than any key of ours.</summary>
    public const int MaxKey = 200;

    public static void MapSignIn(this RouteGroupBuilder pages)
    {
        pages.MapGet(DeskSession.SignInPath, (HttpContext context) => Show(context, isRefused: false)).AllowAnonymous()
            .Understands(DeskSession.ReturnName);
        pages.MapPost(DeskSession.SignInPath, EnterAsync).AllowAnonymous().Understands(DeskSession.ReturnName)
            .ChecksForm();
        pages.MapPost("/sign-out", (Delegate)LeaveAsync).AllowAnonymous().ChecksForm();
    }

    /// <summary>A form that another site had sent is refused: it comes without the token of this reader's page.</summary>
    public static RouteHandlerBuilder ChecksForm(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        if (context.Request.HasFormContentType && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            return await next(invocation);

        return Http.Problem.Of(StatusCodes.Status400BadRequest, "form-expired", "This form was not made for this session, or is too old. Load its page again and send it once more.");
    });

    /// <summary>An address on this server; anything else is the board. Nobody is sent elsewhere by a link to this one.</summary>
    public static string Local(string? address) =>
        address is ['/', .. var rest] && rest is not ['/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    private static IResult Show(HttpContext context, bool isRefused) =>
        DeskAnswer.Page<SignInPage>(Desk.Of(context), new SignInModel(Local(context.Request.Query[DeskSession.ReturnName]), isRefused), isRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> EnterAsync(HttpContext context, KnownKeys keys)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var text = form["key"].ToString().Trim();
        if (text.Length > MaxKey || await keys.FindAsync(text, context.RequestAborted) is not { } key)
            return Show(context, isRefused: true);

        await context.SignInAsync(DeskSession.SchemeName, DeskSession.Open(key, ApiKey.HashOf(text)));
        return TypedResults.Redirect(Local(context.Request.Query[DeskSession.ReturnName]));
    }

    private static async Task<IResult> LeaveAsync(HttpContext context)
    {
        await context.SignOutAsync(DeskSession.SchemeName);
        return TypedResults.Redirect("/");
    }
}

/// <param name="Return">Where the reader came from.</param>
/// <param name="IsRefused">The key that was given opens nothing.</param>
public sealed record SignInModel(string Return, bool IsRefused);
