//! Signing in, signing out, one's profile.

words! {
    sign_in => "Sign in";
    sign_out => "Sign out";
    name => "Name";
    password => "Password";
    show_password => "Show password";
    wrong_title => "That did not work";
    wrong => "The name and password do not fit together, or the account is waiting after several tries. Check both and try again in a moment.";
    signed_out_notice => "You are signed out.";
    busy_notice => "Many people are signing in just now. Try again in a few seconds.";
    welcome => "Set up your account";
    welcome_lede(person: &str) => "Welcome, {person}. Choose the password that you will sign in with.";
    sign_in_name => "Sign-in name";
    sign_in_name_hint => "For example your staff number. Letters, digits, full stop, hyphen.";
    password_hint => "At least 15 characters. A few unrelated words are good and easy to keep.";
    create_account => "Create account";
    demo_notice => "This is a demonstration hospital with invented people. Names and passwords were printed when it was made.";
    your_profile => "Your profile";
    your_roles => "Your roles";
    your_sessions => "Where you are signed in";
    this_session => "This one";
    end_session => "End";
    end_other_sessions => "End all other sessions";
    started_at(at: &str) => "Started {at}";
    seen_at(at: &str) => "last used {at}";
    change_password => "Change password";
    current_password => "Current password";
    new_password => "New password";
    password_changed => "Your password is changed. Other sessions have ended.";
    take_away => "Your record";
    take_away_text => "Everything Titrate holds about you, as one JSON file.";
    download => "Download";
}
