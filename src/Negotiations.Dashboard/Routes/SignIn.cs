using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Models;
using Negotiations.Dashboard.Pages;
using Negotiations.Record;

namespace Negotiations.Dashboard.Routes;

/// <summary>Signing in with a key, and out again.</summary>
internal static class SignIn
{
    public static void MapSignIn(this RouteGroupBuilder pages)
    {
        pages
            .MapGet(SignInAddress.Path, (HttpContext context) => Show(context, isRefused: false))
            .AllowAnonymous()
            .Understands(SignInAddress.ReturnName)
            .WithMetadata(new WritingPage());
        pages
            .MapPost(SignInAddress.Path, EnterAsync)
            .AllowAnonymous()
            .Understands(SignInAddress.ReturnName)
            .ChecksForm();
        pages.MapPost("/sign-out", LeaveAsync).AllowAnonymous().ChecksForm();
    }

    /// <summary>
    /// A form that another site had sent is refused: it comes without the token of this reader's page.
    /// </summary>
    public static RouteHandlerBuilder ChecksForm(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(
            async (invocation, next) =>
                await IsOfThisSessionAsync(invocation.HttpContext)
                    ? await next(invocation)
                    : Expired(
                        "This form was not made for this session, or is too old. Load its page again and "
                            + "send it once more."
                    )
        );

    /// <summary>Only an address on this server is accepted, anything else leads to the board: no open
    /// redirect.</summary>
    public static string Local(string? address) =>
        address is ['/', .. var rest] && rest is not ['/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    /// <summary>What was sent is no form that can be taken.</summary>
    public static IResult Expired(string detail) =>
        new Refusal(RefusalKind.Unreadable, "form-expired", detail).ToResult();

    private static async Task<bool> IsOfThisSessionAsync(HttpContext context) =>
        context.Request.HasFormContentType && await FormTokens.IsValidAsync(context);

    private static IResult Show(HttpContext context, bool isRefused) =>
        PageAnswer.Page<SignInPage>(
            PageContext.Of(context),
            new SignInModel(Local(context.Request.Query[SignInAddress.ReturnName]), isRefused),
            isRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK
        );

    private static async Task<IResult> EnterAsync(HttpContext context, IDashboardHost host)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var text = form["key"].ToString().Trim();
        if (!await host.OpenSessionAsync(context, text))
            return Show(context, isRefused: true);

        return TypedResults.Redirect(Local(context.Request.Query[SignInAddress.ReturnName]));
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, IDashboardHost host)
    {
        await host.CloseSessionAsync(context);
        return TypedResults.Redirect("/");
    }
}
