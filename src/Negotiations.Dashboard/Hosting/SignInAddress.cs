namespace Negotiations.Dashboard.Hosting;

/// <summary>Where people sign in.</summary>
public static class SignInAddress
{
    public const string Path = "/sign-in";

    /// <summary>The parameter that names the page to go back to.</summary>
    public const string ReturnName = "return";
}
