using Negotiations.Dashboard.Forms;
using Negotiations.Dashboard.Hosting;
using Negotiations.Store.Keys;

namespace Negotiations.Dashboard.Routes;

/// <summary>
/// Who sends a form in which something is recorded. Whatever is wrong with their session or the form, what they typed
/// goes back to them.
/// </summary>
internal sealed class FormSender(IDashboardHost host)
{
    /// <summary>Why this sender may not record yet; <see cref="FormNotice.None"/> when they may.</summary>
    public async Task<FormNotice> CheckAsync(IFormCollection form, HttpContext context)
    {
        var notice = await FormTokens.IsValidAsync(context)
            ? await SignInAsync(form["key"].ToString().Trim(), context)
            : FormNotice.SendAgain;
        return notice is FormNotice.None or FormNotice.SendAgain && !MayRecord(context) ? FormNotice.SignIn : notice;
    }

    public static int StatusOf(FormNotice notice) =>
        notice is FormNotice.SignIn or FormNotice.KeyRefused ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK;

    // A key that is given on the form itself begins a new session, as signing in does.
    private async Task<FormNotice> SignInAsync(string text, HttpContext context)
    {
        if (text.Length == 0)
            return FormNotice.None;

        if (!await host.OpenSessionAsync(context, text))
            return FormNotice.KeyRefused;

        return MayRecord(context) ? FormNotice.None : FormNotice.KeyRefused;
    }

    private static bool MayRecord(HttpContext context) =>
        context.User.IsInRole(Roles.Monitor) || context.User.IsInRole(Roles.Admin);
}
